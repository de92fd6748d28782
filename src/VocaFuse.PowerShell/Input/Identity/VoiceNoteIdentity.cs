using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Identifies a voice note: by its ID, or by an object that has one.</summary>
/// <remarks>
/// The command reports input that does not identify a voice note. If the conversion failed instead, parameter binding would
/// continue with any property named Id.
/// </remarks>
public sealed class VoiceNoteIdentity
{
    private static readonly PropertyReader Reader = new("a voice note or its ID", ["VoiceNoteId"], [typeof(VoiceNote).FullName!]);

    /// <summary>Creates an identity. PowerShell calls this to convert an argument.</summary>
    /// <param name="value">A text, number or GUID; an object with a VoiceNoteId; a voice note or a row with an Id.</param>
    public VoiceNoteIdentity(object? value)
    {
        Value = value;
        (Id, Problem) = value.Unwrap() is WebhookEvent { VoiceNoteId: null } received
            ? (null, $"The event {received.Event} is not about a voice note.")
            : Reader.Read(value);
        if (Id is not null && WildcardPattern.ContainsWildcardCharacters(Id))
        {
            Problem = $"'{Id}' contains a wildcard character. A voice note ID must be exact.";
        }

        VoiceNote = Id is null ? null : VoiceNoteReader.Read(Id, value);
    }

    /// <summary>Gets the ID of the voice note; null if the value does not identify one.</summary>
    public string? Id { get; }

    /// <summary>Gets the voice note with the properties that the value has; null if the value has only its ID.</summary>
    public VoiceNote? VoiceNote { get; }

    /// <summary>Gets whether the value is a voice note or a copy of one, with all properties.</summary>
    internal bool IsVoiceNote => Value is not null && PSObject.AsPSObject(Value).TypeNames is [{ } type, ..]
        && type is "VocaFuse.VoiceNote" or "Deserialized.VocaFuse.VoiceNote";

    /// <summary>Gets why the value does not identify a voice note; null if it does.</summary>
    internal string? Problem { get; }

    /// <summary>Gets the original value.</summary>
    internal object? Value { get; }

    /// <summary>Returns the ID.</summary>
    public override string ToString() => Id ?? "";
}

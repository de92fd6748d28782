using System.Collections;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Converts objects with the content of a transcription to transcriptions.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TranscriptionTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData.Unwrap() switch
    {
        IList list => list.Cast<object?>().Select(One).ToArray(),
        _ => One(inputData),
    };

    private static Transcription One(object? input) => TranscriptionReader.Read(input)
        ?? throw new ArgumentTransformationMetadataException(
            $"Expected a transcription, got {(input is null ? "null" : PSObject.AsPSObject(input).TypeNames.FirstOrDefault())}. "
            + "Pipe voice notes to Get-VFTranscription first.");
}

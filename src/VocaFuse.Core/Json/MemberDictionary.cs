namespace VocaFuse.Json;

/// <summary>The members of a JSON object. The text is <c>name=value</c> of each with commas in between.</summary>
internal sealed class MemberDictionary : Dictionary<string, object?>
{
    public MemberDictionary()
    {
    }

    public MemberDictionary(IEnumerable<KeyValuePair<string, object?>> members)
        : base(members)
    {
    }

    public override string ToString() => CellText.Of(this);
}

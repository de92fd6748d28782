namespace VocaFuse.Json;

/// <summary>The members of a JSON object. ToString returns <c>name=value</c> of each, separated by commas.</summary>
internal sealed class MemberDictionary : Dictionary<string, object?>
{
    public MemberDictionary()
    {
    }

    public MemberDictionary(IEnumerable<KeyValuePair<string, object?>> members)
        : base(members)
    {
    }

    public override string ToString() => CellText.Format(this);
}

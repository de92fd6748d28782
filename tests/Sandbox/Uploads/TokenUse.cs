namespace VocaFuse.Sandbox.Uploads;

/// <summary>The values of the claim <c>token_use</c>, which tells the forms of a token apart.</summary>
internal static class TokenUse
{
    public const string Id = "id";
    public const string Access = "access";
}

namespace VocaFuse.Sandbox.Uploads;

/// <summary>The values of the claim <c>token_use</c>, which distinguishes the forms of a token.</summary>
internal static class TokenUse
{
    public const string Id = "id";
    public const string Access = "access";
}

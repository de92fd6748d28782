using System.Text.RegularExpressions;

namespace VocaFuse.Errors;

/// <summary>Removes the password of a proxy from failures: the messages of .NET contain the whole address of the proxy.</summary>
internal static partial class ProxyPassword
{
    /// <summary>Returns the failure, or a copy without its inner exception if its message contains user information.</summary>
    public static Exception Remove(Exception failure) =>
        failure is HttpRequestException http && UserInfo().IsMatch($"{failure}")
            ? new HttpRequestException(http.HttpRequestError, RemoveFrom(failure.Message), inner: null, http.StatusCode)
            : failure;

    public static string RemoveFrom(string text) => UserInfo().Replace(text, "");

    /// <summary>The user information of an address, such as <c>user:password@</c>.</summary>
    [GeneratedRegex("""(?<=://)[^/\s'"@]+@""")]
    private static partial Regex UserInfo();
}

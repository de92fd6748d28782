using System.Globalization;
using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>Writes request events to the streams of a cmdlet.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="usesDebugStream">True for -Debug without -Verbose: PowerShell would prompt for each verbose line.</param>
internal sealed class RequestEventWriter(VFCmdlet cmdlet, bool usesDebugStream)
{
    private readonly RateLimitWait rateLimitWait = new(cmdlet);

    public void Write(RequestEvent requestEvent, long atMs)
    {
        switch (requestEvent)
        {
            case RequestEnded ended:
                rateLimitWait.End();
                WriteLine(Format(ended));
                break;
            case RequestContent content:
                cmdlet.WriteDebug(
                    $"{(content.IsResponse ? "<" : ">")} {content.Method} {content.Path}\n{content.Headers}\n\n{content.Body}");
                break;
            case RequestRetried { IsRateLimit: true } limited:
                rateLimitWait.Begin(limited.Delay, atMs);
                break;
            case RequestRetried retried:
                WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{retried.Method} {retried.Path} failed (attempt {retried.Attempt}): {retried.Reason} "
                        + $"Retry in {retried.Delay.TotalSeconds:0.##} s."));
                break;
            case ApiNamesFound found:
                var names = found.Names == ApiNames.Recordings ? "recordings" : "voice notes";
                WriteLine($"The service uses the names of {names} (found with {found.Method} {found.Path}).");
                break;
            case RequestDelayed delayed:
                rateLimitWait.Begin(delayed.Delay, atMs);
                break;
        }
    }

    /// <summary>Called about ten times a second while the cmdlet waits.</summary>
    public void OnWaiting() => rateLimitWait.Update();

    private void WriteLine(string line)
    {
        if (usesDebugStream)
        {
            cmdlet.WriteDebug(line);
        }
        else
        {
            cmdlet.WriteVerbose(line);
        }
    }

    private static string Format(RequestEnded ended)
    {
        var status = ended.StatusCode is { } code ? $"{(int)code} {code}" : "no response";
        var attempt = ended.Attempt > 1 ? string.Create(CultureInfo.InvariantCulture, $", attempt {ended.Attempt}") : "";
        var requestId = ended.RequestId is null ? "" : $", request ID {ended.RequestId}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ended.Method} {ended.Path} - {status}, {ended.Elapsed.TotalMilliseconds:0} ms{attempt}{requestId}");
    }
}

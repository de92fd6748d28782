using System.Globalization;

namespace VocaFuse.Sandbox;

/// <summary>The program's flags.</summary>
internal static class CommandLine
{
    public const string Usage =
        "usage: [--port N] [--notes N] [--seed S] [--envelope bare|data] [--token-shape full|short] [--words on|off] [--latency-ms N] "
        + "[--upload-bytes-per-second N] [--page-limit-max N] [--processing-ms N] [--processing-polls N] [--https] "
            + "[--expired-certificate] [--strict] [--gzip] [--no-log]";

    public static bool TryParse(IReadOnlyList<string> args, out SandboxOptions options)
    {
        options = new SandboxOptions();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var flag))
        {
            if ((Switch(options, flag) ?? Valued(options, flag, rest)) is not { } next)
            {
                return false;
            }

            options = next;
        }

        return true;
    }

    private static SandboxOptions? Switch(SandboxOptions options, string flag) => flag switch
    {
        "--https" => options with { Https = true },
        "--expired-certificate" => options with { Https = true, ExpiredCertificate = true },
        "--strict" => options with { Strict = true },
        "--gzip" => options with { Gzip = true },
        "--no-log" => options with { KeepLog = false },
        _ => null,
    };

    private static SandboxOptions? Valued(SandboxOptions options, string flag, Queue<string> rest)
    {
        if (!rest.TryDequeue(out var value))
        {
            return null;
        }

        return (flag, value) switch
        {
            ("--envelope", "bare") => options with { Envelope = SandboxEnvelope.Bare },
            ("--envelope", "data") => options with { Envelope = SandboxEnvelope.Data },
            ("--token-shape", "full") => options with { TokenShape = SandboxTokenShape.Full },
            ("--token-shape", "short") => options with { TokenShape = SandboxTokenShape.Minimal },
            ("--words", "on") => options with { Words = true },
            ("--words", "off") => options with { Words = false },
            _ => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Numbered(options, flag, number)
                : null,
        };
    }

    private static SandboxOptions? Numbered(SandboxOptions options, string flag, int number) => flag switch
    {
        "--port" when number <= 65535 => options with { Port = number },
        "--notes" => options with { Notes = number },
        "--seed" => options with { Seed = number },
        "--latency-ms" => options with { LatencyMs = number },
        "--upload-bytes-per-second" => options with { UploadBytesPerSecond = number },
        "--page-limit-max" when number > 0 => options with { PageLimitMax = number },
        "--processing-ms" => options with { ProcessingMs = number },
        "--processing-polls" when number > 0 => options with { ProcessingPolls = number },
        _ => null,
    };
}

using System.Globalization;

namespace VocaFuse.Sandbox;

/// <summary>Reads the options of the program.</summary>
internal static class CommandLine
{
    public const string Usage =
        """
        usage: [--port N] [--notes N] [--seed N] [--family voicenotes|recordings|both] [--unknown-route error|not-found|missing-token]
               [--envelope bare|data] [--token-shape full|short] [--words on|off] [--latency-ms N]
               [--upload-bytes-per-second N] [--page-limit-max N] [--processing-ms N] [--processing-polls N]
               [--https] [--expired-certificate] [--strict] [--gzip] [--no-log]
        """;

    /// <summary>Reads the options.</summary>
    /// <exception cref="FormatException">An option is unknown, has no value or has an invalid one; the message names it.</exception>
    public static SandboxOptions Parse(IReadOnlyList<string> args)
    {
        var options = new SandboxOptions();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var name))
        {
            options = Switch(options, name) ?? Valued(options, name, rest);
        }

        return options;
    }

    private static SandboxOptions? Switch(SandboxOptions options, string name) => name switch
    {
        "--https" => options with { Https = true },
        "--expired-certificate" => options with { Https = true, ExpiredCertificate = true },
        "--strict" => options with { Strict = true },
        "--gzip" => options with { Gzip = true },
        "--no-log" => options with { KeepLog = false },
        _ => null,
    };

    private static SandboxOptions Valued(SandboxOptions options, string name, Queue<string> rest) => name switch
    {
        "--family" => options with
        {
            Family = Choice(name, rest, ("voicenotes", SandboxFamily.VoiceNotes), ("recordings", SandboxFamily.Recordings),
                ("both", SandboxFamily.Both)),
        },
        "--unknown-route" => options with
        {
            UnknownRoute = Choice(name, rest, ("error", UnknownRouteResponse.ErrorBody), ("not-found", UnknownRouteResponse.NotFound),
                ("missing-token", UnknownRouteResponse.MissingToken)),
        },
        "--envelope" => options with { Envelope = Choice(name, rest, ("bare", SandboxEnvelope.Bare), ("data", SandboxEnvelope.Data)) },
        "--token-shape" => options with
        {
            TokenShape = Choice(name, rest, ("full", SandboxTokenShape.Full), ("short", SandboxTokenShape.Minimal)),
        },
        "--words" => options with { Words = Choice(name, rest, ("on", true), ("off", false)) },
        "--port" => options with { Port = Number(name, rest, maximum: 65535) },
        "--notes" => options with { Notes = Number(name, rest) },
        "--seed" => options with { Seed = Number(name, rest) },
        "--latency-ms" => options with { LatencyMs = Number(name, rest) },
        "--upload-bytes-per-second" => options with { UploadBytesPerSecond = Number(name, rest) },
        "--page-limit-max" => options with { PageLimitMax = Number(name, rest, minimum: 1) },
        "--processing-ms" => options with { ProcessingMs = Number(name, rest) },
        "--processing-polls" => options with { ProcessingPolls = Number(name, rest, minimum: 1) },
        _ => throw new FormatException($"The option '{name}' is unknown."),
    };

    private static T Choice<T>(string name, Queue<string> rest, params (string Word, T Value)[] choices)
    {
        var words = string.Join(", ", choices.Select(static choice => choice.Word));
        var word = Value(name, rest, words);
        foreach (var choice in choices)
        {
            if (choice.Word == word)
            {
                return choice.Value;
            }
        }

        throw new FormatException($"'{word}' is not a value of {name}: {words}.");
    }

    private static int Number(string name, Queue<string> rest, int minimum = 0, int maximum = int.MaxValue)
    {
        var range = maximum == int.MaxValue ? $"a whole number from {minimum}" : $"a whole number from {minimum} to {maximum}";
        var text = Value(name, rest, range);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : throw new FormatException($"'{text}' is not a value of {name}: {range}.");
    }

    private static string Value(string name, Queue<string> rest, string expected) =>
        rest.TryDequeue(out var value) ? value : throw new FormatException($"The option {name} needs a value: {expected}.");
}

using VocaFuse;

// The core client without PowerShell: connects, lists the transcribed voice notes, and gets their transcriptions.
// dotnet run --project samples/QuickStart [base address]   with VOCAFUSE_API_KEY and VOCAFUSE_API_SECRET set

var key = Environment.GetEnvironmentVariable("VOCAFUSE_API_KEY");
var secret = Environment.GetEnvironmentVariable("VOCAFUSE_API_SECRET");
if (string.IsNullOrEmpty(key) || string.IsNullOrEmpty(secret))
{
    Console.Error.WriteLine("Set VOCAFUSE_API_KEY and VOCAFUSE_API_SECRET first.");
    return 2;
}

using var client = new VocaFuseClient(new VocaFuseClientOptions(key, secret)
{
    BaseAddress = args.Length > 0 ? new Uri(args[0]) : null,
});

try
{
    var account = await client.GetAccountAsync();
    Console.WriteLine($"Connected to {client.BaseAddress} as {client.MaskedApiKey}: {account.Name}");
    await foreach (var note in client.ListVoiceNotesAsync(new VoiceNoteQuery { Statuses = ["transcribed"] }))
    {
        var transcription = await client.GetTranscriptionAsync(note.Id);
        Console.WriteLine($"{note.Id}  {note.Duration:m\\:ss}  {transcription.Text}");
    }

    return 0;
}
catch (VocaFuseException failure)
{
    Console.Error.WriteLine($"{failure.Message} (request ID {failure.RequestId ?? "unknown"})");
    return 1;
}

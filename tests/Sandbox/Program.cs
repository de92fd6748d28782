using System.Runtime.InteropServices;
using System.Text.Json;
using VocaFuse.Sandbox;
using VocaFuse.Sandbox.Control;

SandboxOptions options;
try
{
    options = CommandLine.Parse(args);
}
catch (FormatException invalid)
{
    Console.Error.WriteLine($"sandbox: {invalid.Message}\n{CommandLine.Usage}");
    return 2;
}

var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);

SandboxHost started;
try
{
    started = await SandboxHost.StartAsync(options);
}
catch (IOException failure)
{
    Console.Error.WriteLine($"sandbox: Port {options.Port} cannot be used: {failure.Message}");
    return 1;
}

await using var sandbox = started;
Console.WriteLine(JsonSerializer.Serialize(ListeningLine.Of(sandbox), ControlJson.Options));

// Whoever started it holds its stdin; when they go, however they go, it goes too.
_ = Task.Run(() =>
{
    while (Console.In.ReadLine() is not null)
    {
    }

    done.TrySetResult();
});
await done.Task;
return 0;

// Ctrl+C reaches every process at the terminal. With a redirected stdin it is meant for the process that holds the other end.
void Interrupt(PosixSignalContext context)
{
    context.Cancel = true;
    if (!Console.IsInputRedirected)
    {
        done.TrySetResult();
    }
}

void End(PosixSignalContext context)
{
    context.Cancel = true;
    done.TrySetResult();
}

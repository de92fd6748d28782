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
Console.WriteLine(JsonSerializer.Serialize(StartupInfo.Create(sandbox), ControlJson.Options));

// The parent process holds standard input open. The program ends when it closes, also if the parent was killed.
_ = Task.Run(() =>
{
    while (Console.In.ReadLine() is not null)
    {
    }

    done.TrySetResult();
});
await done.Task;
return 0;

// Ctrl+C reaches every process of the terminal. With a redirected standard input, it is meant for the parent process.
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

using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using VocaFuse.Micro;

if (args is ["list", var address, var key, var secret])
{
    await BareLoop.ServeAsync(new Uri(address), key, secret);
    return;
}

// In this process: BenchmarkDotNet then generates and builds no project, which would need the SDK and the sources.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(BareLoop).Assembly).Run(args, config);

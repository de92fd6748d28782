using VocaFuse.Sandbox;
using VocaFuse.Unit.Audio;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Uploads;

/// <summary>Runs alone, because allocations are counted for the whole process.</summary>
[CollectionDefinition(nameof(UploadMemoryTests), DisableParallelization = true)]
[Collection(nameof(UploadMemoryTests))]
public sealed class UploadMemoryTests : IDisposable
{
    private const int Mebi = 1024 * 1024;

    private readonly string folder = Directory.CreateTempSubdirectory("vocafuse").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Memory_does_not_grow_with_the_file()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { KeepLog = false });
        using var client = Clients.Create(sandbox);
        var small = File("small.mp3", 6 * Mebi);
        var large = File("large.mp3", 25 * Mebi);
        await client.UploadVoiceNoteAsync(new VoiceNoteUpload(large, "u1"), Token);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await client.UploadVoiceNoteAsync(new VoiceNoteUpload(small, "u1"), Token);
        var allocatedForSmall = GC.GetTotalAllocatedBytes(precise: true) - before;
        before = GC.GetTotalAllocatedBytes(precise: true);
        await client.UploadVoiceNoteAsync(new VoiceNoteUpload(large, "u1"), Token);
        var allocatedForLarge = GC.GetTotalAllocatedBytes(precise: true) - before;

        // The sum of all allocations of client and sandbox.
        Assert.InRange(allocatedForLarge - allocatedForSmall, long.MinValue, 4 * Mebi);
    }

    private AudioFile File(string name, int size)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllBytes(path, AudioSamples.Large(size));
        return AudioFile.Inspect(path, TimeSpan.FromMinutes(1));
    }
}

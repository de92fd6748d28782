using System.Management.Automation;

namespace VocaFuse.PowerShell;

/// <summary>A folder that keeps each delivery as a file.</summary>
internal sealed class WebhookArchive
{
    private readonly string folder;

    private WebhookArchive(string folder) => this.folder = folder;

    /// <summary>Opens the folder, and creates it if it does not exist. An unusable folder ends the command.</summary>
    public static WebhookArchive Open(VFCmdlet cmdlet, string path)
    {
        var folder = PathResolver.GetFullPath(cmdlet, path, isLiteral: true);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            cmdlet.ThrowTerminatingError(FileFailure.FolderNotCreated(path, folder, failure));
        }

        return new WebhookArchive(folder);
    }

    /// <summary>Writes a delivery to a file, atomically and through to the disk.</summary>
    /// <returns>The error if the delivery cannot be written, in which case there is no file; otherwise null.</returns>
    public ErrorRecord? Keep(WebhookDelivery delivery)
    {
        var path = Path.Combine(folder, delivery.FileName);
        try
        {
            using var file = new AtomicFile(path);
            file.Stream.Write(delivery.ToJson());
            file.Stream.Flush(flushToDisk: true);
            file.Commit(overwrite: false);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return VFErrors.WebhookNotKept.CreateRecord(delivery.DeliveryId, delivery.DeliveryId ?? "without an ID", path, failure.Message);
        }
    }
}

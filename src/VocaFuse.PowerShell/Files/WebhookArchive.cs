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
        var temporary = Path.Combine(folder, $".{Path.GetRandomFileName()}.vftmp");
        try
        {
            // Without a buffer, a full disk fails the write and not the disposal.
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(delivery.ToJson());
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Delete(temporary);
            return VFErrors.WebhookNotKept.CreateRecord(delivery.DeliveryId, delivery.DeliveryId ?? "without an ID", path, failure.Message);
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The first error is reported.
        }
    }
}

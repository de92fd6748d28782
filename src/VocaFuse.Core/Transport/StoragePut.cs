using VocaFuse.Uploads;

namespace VocaFuse.Transport;

/// <summary>An upload of bytes to a presigned address.</summary>
/// <param name="Address">The address. It is a secret while it is valid.</param>
/// <param name="Length">The number of bytes.</param>
/// <param name="MediaType">The media type of the bytes.</param>
/// <param name="Part">The number of the part; null if the bytes are the whole file.</param>
/// <param name="Open">Opens the bytes from the beginning, for each attempt.</param>
/// <param name="OnSent">Receives the number of bytes sent; negative if a failed attempt's bytes must be sent again.</param>
internal sealed record StoragePut(Uri Address, long Length, string MediaType, int? Part, Func<FileSegment> Open, Action<long> OnSent)
{
    /// <summary>The address without its signature, for messages.</summary>
    public string DisplayAddress { get; } = Address.GetLeftPart(UriPartial.Path) + (Part is null ? "" : $" part {Part}");
}

using VocaFuse.Uploads;

namespace VocaFuse.Transport;

/// <summary>Bytes for a presigned address.</summary>
/// <param name="Address">The address. It is a secret for as long as it is valid.</param>
/// <param name="Length">How many bytes.</param>
/// <param name="MediaType">What they are.</param>
/// <param name="Part">The number of the part; null where it is the whole.</param>
/// <param name="Open">Gives the bytes, from the first on, for each attempt anew.</param>
/// <param name="OnSent">Takes the number of bytes that went out, or that have to go out again, below zero.</param>
internal sealed record StoragePut(Uri Address, long Length, string MediaType, int? Part, Func<FileSegment> Open, Action<long> OnSent)
{
    /// <summary>The address without what signs it, for people.</summary>
    public string Place { get; } = Address.GetLeftPart(UriPartial.Path) + (Part is null ? "" : $" part {Part}");
}

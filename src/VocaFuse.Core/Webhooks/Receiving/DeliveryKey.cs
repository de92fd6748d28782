using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace VocaFuse.Webhooks;

/// <summary>Identifies a delivery in 16 bytes, whatever the length of its id.</summary>
internal readonly record struct DeliveryKey
{
    private DeliveryKey(string text) => Hash = BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public UInt128 Hash { get; }

    /// <summary>Identifies a delivery by its signed id.</summary>
    public static DeliveryKey OfId(string deliveryId) => new("id " + deliveryId);

    /// <summary>Identifies a delivery by its content, for one whose id is not signed and could be changed by anybody.</summary>
    /// <param name="signature">The signature of the content.</param>
    public static DeliveryKey OfContent(string signature) => new("content " + signature);
}

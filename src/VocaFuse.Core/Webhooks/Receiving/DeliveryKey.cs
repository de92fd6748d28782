using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace VocaFuse.Webhooks;

/// <summary>Identifies a delivery in 16 bytes, independent of the length of its ID.</summary>
internal readonly record struct DeliveryKey
{
    private DeliveryKey(string text) => Hash = BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public UInt128 Hash { get; }

    /// <summary>Identifies a delivery by its signed ID.</summary>
    public static DeliveryKey FromId(string deliveryId) => new("id " + deliveryId);

    /// <summary>Identifies a delivery by its content, because its ID is not signed and a sender could change it.</summary>
    /// <param name="signature">The signature of the content.</param>
    public static DeliveryKey FromContent(string signature) => new("content " + signature);
}

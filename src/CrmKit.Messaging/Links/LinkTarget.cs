using System.Security.Cryptography;
using System.Text;

namespace CrmKit.Messaging;

/// <summary>What a link is about: a person, one address of theirs, and a purpose.</summary>
/// <remarks>The address stands in a link as its fingerprint alone, so that a link that outlives an erasure cannot bring the address back.</remarks>
public sealed class LinkTarget
{
    internal const int FingerprintBytes = 16;

    private readonly byte[] _fingerprint;

    internal LinkTarget(CustomerId customer, Channel channel, Purpose purpose, byte[] fingerprint)
    {
        Customer = customer;
        Channel = channel;
        Purpose = purpose;
        _fingerprint = fingerprint;
    }

    /// <summary>The person, under the id of the record that the contact was made for.</summary>
    public CustomerId Customer { get; }

    /// <summary>The channel of the address.</summary>
    public Channel Channel { get; }

    /// <summary>What the agreement is about.</summary>
    public Purpose Purpose { get; }

    /// <summary>Whether the link was made for an address; spellings of one e-mail address are one.</summary>
    /// <param name="point">The address.</param>
    public bool IsFor(ContactPoint point)
    {
        Span<byte> fingerprint = stackalloc byte[FingerprintBytes];
        WriteFingerprint(Customer, point, fingerprint);
        return point.Channel == Channel && CryptographicOperations.FixedTimeEquals(fingerprint, _fingerprint);
    }

    /// <summary>The purpose alone: the rest is personal data.</summary>
    public override string ToString() => $"Link about {Purpose}";

    // The person is part of it, so that two people's links never show that they share an address.
    internal static void WriteFingerprint(CustomerId customer, ContactPoint point, Span<byte> fingerprint)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{(int)point.Channel}\n{customer.Value}\n{point.FoldedAddress}");
        SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, FingerprintBytes).CopyTo(fingerprint);
    }
}

using System.Security.Cryptography;

namespace CrmKit.Engines.Tests;

public sealed class SuppressionHasherTests
{
    private static readonly ImmutableArray<byte> OldKey = [.. Enumerable.Repeat((byte)1, 32)];
    private static readonly ImmutableArray<byte> NewKey = [.. Enumerable.Repeat((byte)2, 32)];

    [Fact]
    public void Hash_is_HMAC_SHA_256_of_channel_and_address()
    {
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(OldKey.AsSpan(), "1\nanna@example.com"u8));
        Assert.Equal(expected, new SuppressionHasher(new FixedKeyRing(OldKey)).Hash(Known.Email).Hex);
    }

    [Fact]
    public void Rotation_keeps_old_hashes_matching()
    {
        var before = new SuppressionHasher(new FixedKeyRing(OldKey)).Hash(Known.Email);
        var after = new SuppressionHasher(new FixedKeyRing(NewKey, OldKey));
        Assert.NotEqual(before, after.Hash(Known.Email));
        Assert.Equal([after.Hash(Known.Email), before], after.HashAll(Known.Email).AsEnumerable());
    }

    [Fact]
    public void Email_is_refused_at_all_spellings()
    {
        var hasher = new SuppressionHasher(new FixedKeyRing(OldKey));
        Assert.Equal(hasher.Hash(Known.Email), hasher.Hash(ContactPoint.Parse(Channel.Email, "ANNA@Example.com")));
    }

    [Fact]
    public void Channels_are_told_apart()
    {
        var hasher = new SuppressionHasher(new FixedKeyRing(OldKey));
        Assert.NotEqual(hasher.Hash(Known.Mobile), hasher.Hash(ContactPoint.Parse(Channel.Phone, Known.Mobile.Address)));
    }

    [Fact]
    public void Postal_addresses_keep_their_case()
    {
        var hasher = new SuppressionHasher(new FixedKeyRing(OldKey));
        Assert.NotEqual(hasher.Hash(ContactPoint.Parse(Channel.Post, "A")), hasher.Hash(ContactPoint.Parse(Channel.Post, "a")));
    }

    [Fact]
    public void Short_or_missing_keys_are_rejected()
    {
        Assert.Throws<ArgumentException>(() => new FixedKeyRing());
        Assert.Throws<ArgumentException>(() => new FixedKeyRing(OldKey.RemoveAt(0)));
        Assert.Throws<ArgumentException>(() => new FixedKeyRing(OldKey, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD")]
    public void Hash_of_another_form_is_rejected(string hex) => Assert.Throws<ArgumentException>(() => new SuppressionHash(hex));
}

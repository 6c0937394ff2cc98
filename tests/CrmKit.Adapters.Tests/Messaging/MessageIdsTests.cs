using CrmKit.Messaging;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging;

public sealed class MessageIdsTests
{
    private const string Id = "0123456789abcdef0123456789abcdef";

    private readonly RotatingKeyRing _keys = new();

    [Fact]
    public void Id_is_read_back_from_its_own_message_id()
    {
        var ids = new MessageIds(_keys, "example.com");
        var text = ids.Of(Id);
        Assert.Matches("^<0123456789abcdef0123456789abcdef\\.[0-9a-f]{32}@example\\.com>$", text);
        Assert.Equal(text, ids.Of(Id));
        Assert.Equal(Id, ids.Verified(text));
        Assert.Equal(Id, ids.Verified($"  {text[1..^1]}\r\n"));
        Assert.Equal(Id, new MessageIds(_keys, "other.example").Verified(text));
    }

    // An independent computation: printf 'crmkit message-id\n0123456789abcdef0123456789abcdef' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0101...01 (32 octets).
    [Fact]
    public void Hash_is_HMAC_SHA_256_cut_to_128_bits() =>
        Assert.Equal("<0123456789abcdef0123456789abcdef.ff3d7d2669f0b2d407d264252101dcf6@example.com>", new MessageIds(_keys, "example.com").Of(Id));

    [Fact]
    public void Current_key_writes_and_every_key_verifies()
    {
        var ids = new MessageIds(_keys, "example.com");
        var before = ids.Of(Id);
        _keys.Rotate();
        var after = ids.Of(Id);
        Assert.NotEqual(before, after);
        Assert.Equal([Id, Id], new[] { before, after }.Select(ids.Verified));
        Assert.Null(new MessageIds(new RotatingKeyRing(), "example.com").Verified(after));
    }

    [Fact]
    public void No_altered_message_id_is_accepted()
    {
        var ids = new MessageIds(_keys, "example.com");
        var text = ids.Of(Id)[1..^1];
        var random = new Random(17);
        for (var i = 0; i < HostileInput.Count(20_000); i++)
        {
            var altered = text.ToCharArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                altered[random.Next(65)] = "0123456789abcdef.@<>AF\r\n\0é"[random.Next(26)];
            }

            var forged = new string(altered);
            Assert.Equal(string.Equals(forged, text, StringComparison.Ordinal) ? Id : null, ids.Verified(forged));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("<>")]
    [InlineData("<@>")]
    [InlineData("<0123456789abcdef0123456789abcdef@example.com>")]
    [InlineData("<0123456789abcdef0123456789abcdef.@example.com>")]
    public void Anything_else_is_none_of_ours(string? text) => Assert.Null(new MessageIds(_keys, "example.com").Verified(text));

    [Fact]
    public void Id_or_domain_of_another_form_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new MessageIds(_keys, "example.com").Of("a"));
        Assert.Throws<ArgumentException>(() => new MessageIds(_keys, "example.com>\r\nBcc: eve@example.com"));
    }
}

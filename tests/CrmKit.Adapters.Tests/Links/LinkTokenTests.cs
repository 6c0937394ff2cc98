using System.Buffers.Text;
using System.Text;
using CrmKit.Messaging;
using CrmKit.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Links;

public sealed class LinkTokenTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    // The size that is promised; a twentieth of it unless told.
    private static readonly int AlteredTokens = int.Parse(Environment.GetEnvironmentVariable("CRMKIT_ALTERED_TOKENS") ?? "5000", CultureInfo.InvariantCulture);

    private readonly RotatingKeyRing _ring = new();

    private LinkTokens Tokens => new(_ring);

    [Fact]
    public void Token_opens_to_what_it_was_made_of()
    {
        Assert.True(Tokens.TryOpen(Tokens.Create("kunde-ü", A.Email("Anna"), Purpose.Greetings), out var target));
        Assert.Equal(("kunde-ü", Channel.Email, "greetings"), (target.Customer.Value, target.Channel, target.Purpose.Code));
        Assert.True(target.IsFor(A.Email("anna")));
        Assert.False(target.IsFor(A.Email("anne")));
        Assert.False(target.IsFor(ContactPoint.Parse(Channel.Post, "Anna@example.com")));
    }

    [Fact]
    public void Any_customer_and_purpose_opens_again() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyString>().Generator.Zip(Gen.Choose(1, 50)).ToArbitrary(),
        drawn =>
        {
            var id = new string([.. drawn.Item1.Get.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).DefaultIfEmpty('x').Take(CustomerId.MaxLength)]);
            var purpose = new Purpose(new string('p', drawn.Item2));
            var token = Tokens.Create(id, A.Email("a"), purpose);
            Assert.True(Tokens.TryOpen(token, out var target));
            Assert.Equal((id, purpose), (target.Customer.Value, target.Purpose));
            Assert.All(token, c => Assert.Contains(c, Alphabet));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Longest_ids_stay_within_the_length()
    {
        var longest = Tokens.Create(new string('€', CustomerId.MaxLength), A.Email("a"), new Purpose(new string('p', 50)));
        Assert.InRange(longest.Length, 900, LinkTokens.MaxLength);
        Assert.True(Tokens.TryOpen(longest, out _));
        Assert.InRange(Tokens.Create(Guid.Empty, A.Email("a"), Purpose.Marketing).Length, 100, 187);
    }

    [Fact]
    public void Nothing_personal_is_readable()
    {
        var token = Tokens.Create("anna.meier@example.com", A.Email("anna.meier"), Purpose.Marketing);
        var bytes = Encoding.Latin1.GetString(Base64Url.DecodeFromChars(token));
        Assert.All(new[] { "anna", "meier", "example", "marketing" }, word =>
        {
            Assert.DoesNotContain(word, token, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(word, bytes, StringComparison.OrdinalIgnoreCase);
        });
        Assert.True(Tokens.TryOpen(token, out var target));
        Assert.DoesNotContain("anna", target.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Same_contact_has_the_same_token_and_every_other_another()
    {
        var token = Tokens.Create("1", A.Email("a"), Purpose.Marketing);
        Assert.Equal(token, Tokens.Create("1", A.Email("A"), Purpose.Marketing));
        string[] others =
        [
            Tokens.Create("2", A.Email("a"), Purpose.Marketing), Tokens.Create("1", A.Email("b"), Purpose.Marketing), Tokens.Create("1", A.Email("a"), Purpose.Greetings),
        ];
        Assert.Equal(3, others.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(token, others);
    }

    [Fact]
    public void Link_outlives_the_rotation_of_its_key_and_ends_with_it()
    {
        var tokens = Tokens;
        var first = tokens.Create("1", A.Email("a"), Purpose.Marketing);
        _ring.Rotate();
        var second = tokens.Create("1", A.Email("a"), Purpose.Marketing);
        Assert.NotEqual(first, second);
        Assert.All([first, second], token => Assert.True(tokens.TryOpen(token, out _)));

        var withoutFirst = new LinkTokens(new FixedKeyRing(_ring.Keys[0]));
        Assert.True(withoutFirst.TryOpen(second, out _));
        Assert.False(withoutFirst.TryOpen(first, out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("%2e%2e")]
    [InlineData("AQ==")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Text_that_is_no_token_is_refused(string? text) => Assert.False(Tokens.TryOpen(text, out _));

    [Fact]
    public void Overlong_text_is_refused() => Assert.False(Tokens.TryOpen(new string('A', 100_000), out _));

    [Fact]
    public void Altered_token_is_never_accepted()
    {
        const int Seed = 20260309;
        var random = new Random(Seed);
        var tokens = Tokens;
        _ring.Rotate();
        string[] genuine = [.. Enumerable.Range(0, 50).Select(i => tokens.Create(i * 7919, A.Email("a" + i), i % 2 == 0 ? Purpose.Marketing : Purpose.Greetings))];
        var known = genuine.ToHashSet(StringComparer.Ordinal);
        for (var tried = 0; tried < AlteredTokens;)
        {
            // Now and then a character is replaced by itself.
            var altered = Alter(genuine, random);
            if (!known.Contains(altered))
            {
                Assert.False(tokens.TryOpen(altered, out _), $"seed {Seed}, token {tried}");
                tried++;
            }
        }

        Assert.All(genuine, token => Assert.True(tokens.TryOpen(token, out _)));
    }

    [Fact]
    public void Every_single_bit_counts()
    {
        var token = Base64Url.DecodeFromChars(Tokens.Create("1", A.Email("a"), Purpose.Marketing));
        for (var bit = 0; bit < token.Length * 8; bit++)
        {
            token[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Tokens.TryOpen(Base64Url.EncodeToString(token), out _), $"bit {bit}");
            token[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    /// <summary>Characters changed, swapped, cut, added; the head of one token before the tail of another; the same bits spelled otherwise.</summary>
    private static string Alter(string[] genuine, Random random)
    {
        var token = genuine[random.Next(genuine.Length)];
        var at = random.Next(token.Length);
        switch (random.Next(7))
        {
            case 0:
                return $"{token[..at]}{Alphabet[random.Next(64)]}{token[(at + 1)..]}";
            case 1:
                return token[..at];
            case 2:
                return token + Alphabet[random.Next(64)];
            case 3:
                var other = genuine[random.Next(genuine.Length)];
                return token[..at] + other[Math.Min(at, other.Length)..];
            case 4:
                // The last character holds bits that no byte does.
                return token[..^1] + Alphabet[random.Next(64)];
            case 5:
                return char.IsLower(token[at]) ? $"{token[..at]}{char.ToUpperInvariant(token[at])}{token[(at + 1)..]}" : token + "=";
            default:
                var bytes = new byte[random.Next(200)];
                random.NextBytes(bytes);
                return Base64Url.EncodeToString(bytes);
        }
    }
}

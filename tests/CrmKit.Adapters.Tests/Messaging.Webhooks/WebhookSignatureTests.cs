using System.Text;
using CrmKit.Messaging.Webhooks;

namespace CrmKit.Adapters.Tests.Messaging.Webhooks;

public sealed class WebhookSignatureTests
{
    // The vector that the libraries of the Standard Webhooks project are tested with.
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly Instant At = Instant.FromUnixTimeSeconds(1614265330);
    private static readonly byte[] Body = "{\"test\": 2432232314}"u8.ToArray();
    private static readonly ImmutableArray<WebhookSecret> Secrets = [WebhookSecret.Parse(Secret)];
    private static readonly WebhookSecret Other = WebhookSecret.Create(new byte[32]);

    private static WebhookHeaders Published => new(Id, "1614265330", Signature);

    [Fact]
    public void Signature_is_the_published_one() => Assert.Equal(Published, WebhookSignature.Sign(Id, At, Body, Secrets));

    [Fact]
    public void Published_signature_is_genuine() => Assert.Equal(WebhookVerdict.Genuine, Verify(Published));

    [Fact]
    public void Secret_without_its_prefix_is_the_same_one() =>
        Assert.Equal(Secrets[0], WebhookSecret.Parse(Secret["whsec_".Length..]));

    [Theory]
    [InlineData(-300, WebhookVerdict.Genuine)]
    [InlineData(300, WebhookVerdict.Genuine)]
    [InlineData(-301, WebhookVerdict.OutOfTime)]
    [InlineData(301, WebhookVerdict.OutOfTime)]
    public void Clocks_may_be_five_minutes_apart(int seconds, WebhookVerdict expected) =>
        Assert.Equal(expected, WebhookSignature.Verify(Published, Body, Secrets, At + Duration.FromSeconds(seconds)));

    [Fact]
    public void While_a_secret_replaces_another_either_side_may_have_either()
    {
        var both = WebhookSignature.Sign(Id, At, Body, [Other, Secrets[0]]);
        Assert.Equal(2, both.Signature!.Split(' ').Length);
        Assert.Equal(WebhookVerdict.Genuine, WebhookSignature.Verify(both, Body, [Other], At));
        Assert.Equal(WebhookVerdict.Genuine, WebhookSignature.Verify(both, Body, Secrets, At));
        Assert.Equal(WebhookVerdict.Genuine, WebhookSignature.Verify(Published, Body, [Other, Secrets[0]], At));
    }

    [Theory]
    [InlineData("v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg== " + Signature)]
    [InlineData("v2," + Signature + " " + Signature)]
    [InlineData("v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= " + Signature)]
    public void Signatures_of_other_versions_and_secrets_are_passed_over(string header) =>
        Assert.Equal(WebhookVerdict.Genuine, Verify(Published with { Signature = header }));

    [Theory]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=")]
    [InlineData("v1,")]
    [InlineData("v1")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=AAAA")]
    [InlineData(" ")]
    public void Anything_else_is_not_signed(string header) => Assert.Equal(WebhookVerdict.NotSigned, Verify(Published with { Signature = header }));

    [Fact]
    public void More_signatures_than_anybody_needs_are_not_looked_at()
    {
        var header = string.Join(' ', Enumerable.Repeat("v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=", 16)) + " " + Signature;
        Assert.Equal(WebhookVerdict.NotSigned, Verify(Published with { Signature = header }));
    }

    [Theory]
    [InlineData(null, "1614265330", Signature)]
    [InlineData("", "1614265330", Signature)]
    [InlineData(Id, null, Signature)]
    [InlineData(Id, "hello", Signature)]
    [InlineData(Id, "1614265330.0", Signature)]
    [InlineData(Id, "-1", Signature)]
    [InlineData(Id, " 1614265330", Signature)]
    [InlineData(Id, "99999999999999999999", Signature)]
    [InlineData(Id, "999999999999999", Signature)]
    [InlineData(Id, "1614265330", null)]
    [InlineData(Id, "1614265330", "")]
    public void Missing_or_odd_headers_are_malformed(string? id, string? timestamp, string? signature) =>
        Assert.Equal(WebhookVerdict.Malformed, Verify(new WebhookHeaders(id, timestamp, signature)));

    [Fact]
    public void Another_body_id_or_timestamp_is_not_signed()
    {
        Assert.Equal(WebhookVerdict.NotSigned, WebhookSignature.Verify(Published, "{\"test\":2432232314}"u8, Secrets, At));
        Assert.Equal(WebhookVerdict.NotSigned, Verify(Published with { Id = Id + "x" }));
        Assert.Equal(WebhookVerdict.NotSigned, Verify(Published with { Timestamp = "1614265331" }));
        Assert.Equal(WebhookVerdict.NotSigned, WebhookSignature.Verify(Published, Body, [], At));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("a\r\nb")]
    [InlineData("ü")]
    public void Id_that_could_be_misread_is_refused(string id) => Assert.Throws<ArgumentException>(() => WebhookSignature.Sign(id, At, Body, Secrets));

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_AAAA")]
    [InlineData("whsec_not base64 at all, not at all!")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void Secret_of_another_form_is_refused_without_being_told(string text)
    {
        var error = Assert.Throws<FormatException>(() => WebhookSecret.Parse(text));
        Assert.DoesNotContain("MfKQ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_shows_itself_only_when_asked()
    {
        Assert.Equal("(secret)", Secrets[0].ToString());
        Assert.Equal(Secret, Secrets[0].Text);
        Assert.DoesNotContain("MfKQ", Secrets[0].ToString(), StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => default(WebhookSecret).Text);
        Assert.Throws<InvalidOperationException>(() => WebhookSignature.Sign(Id, At, Body, [default]));
    }

    [Fact]
    public void No_secret_and_no_sensible_tolerance_are_refused()
    {
        Assert.Throws<ArgumentException>(() => WebhookSignature.Sign(Id, At, Body, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => WebhookSignature.Verify(Published, Body, Secrets, At, Duration.FromDays(2)));
    }

    [Fact]
    public void Signed_text_is_id_timestamp_and_body_with_full_stops_between()
    {
        var key = Convert.FromBase64String(Secret["whsec_".Length..]);
        var expected = System.Security.Cryptography.HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.1614265330.{{\"test\": 2432232314}}"));
        Assert.Equal("v1," + Convert.ToBase64String(expected), WebhookSignature.Sign(Id, At, Body, Secrets).Signature);
    }

    [Fact]
    public void Whatever_stands_in_the_headers_is_judged_without_an_exception()
    {
        const int Seed = 410;
        var random = new Random(Seed);
        string[] pieces = ["v1", "v1a", ",", " ", "=", "AAAA", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE", "\0", "\r\n", "1614265330", "-", ".", "ü", "\ud800", "whsec_", "\uff11"];
        string Any() => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
        for (var i = 0; i < 5000; i++)
        {
            var headers = new WebhookHeaders(random.Next(3) == 0 ? Id : Any(), random.Next(3) == 0 ? "1614265330" : Any(), Any());
            var verdict = Verify(headers);
            Assert.True(verdict != WebhookVerdict.Genuine || headers is { Id: Id, Timestamp: "1614265330" }, $"seed {Seed}, headers {i}");
        }
    }

    private static WebhookVerdict Verify(WebhookHeaders headers) => WebhookSignature.Verify(headers, Body, Secrets, At);
}

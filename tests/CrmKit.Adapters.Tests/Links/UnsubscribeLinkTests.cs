using CrmKit.Messaging;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Links;

public sealed class UnsubscribeLinkTests
{
    private static readonly RotatingKeyRing Ring = new();

    [Theory]
    [InlineData("https://shop.example/u", "https://shop.example/u/")]
    [InlineData("https://shop.example/u/", "https://shop.example/u/")]
    [InlineData("https://shop.example", "https://shop.example/")]
    [InlineData("https://shop.example:8443/a/b", "https://shop.example:8443/a/b/")]
    [InlineData("https://größe.example/ü", "https://xn--gre-6ka8i.example/%C3%BC/")]
    public void Link_is_the_base_address_and_a_token(string baseAddress, string expected)
    {
        var link = new UnsubscribeLinks(new Uri(baseAddress), Ring).LinkFor("1", A.Email("a"), Purpose.Marketing);
        Assert.StartsWith(expected, link.AbsoluteUri, StringComparison.Ordinal);
        Assert.True(link.AbsoluteUri.All(char.IsAscii));
        Assert.True(new LinkTokens(Ring).TryOpen(link.AbsoluteUri[expected.Length..], out var target));
        Assert.Equal("1", target.Customer.Value);
    }

    [Theory]
    [InlineData("http://shop.example/u")]
    [InlineData("/u")]
    [InlineData("https://shop.example/u?x=1")]
    [InlineData("https://shop.example/u#x")]
    [InlineData("https://anna@shop.example/u")]
    public void Base_address_of_another_form_is_refused(string baseAddress) =>
        Assert.Throws<ArgumentException>(() => new UnsubscribeLinks(new Uri(baseAddress, UriKind.RelativeOrAbsolute), Ring));

    [Fact]
    public void Overlong_base_address_is_refused() =>
        Assert.Throws<ArgumentException>(() => new UnsubscribeLinks(new Uri("https://shop.example/" + new string('u', 200)), Ring));
}

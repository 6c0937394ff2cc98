using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Addresses that look like others, or hide something.</summary>
public sealed class HostileAddressTests
{
    // Everything invisible, wherever it stands but at the ends, which are trimmed of white space alone.
    [Fact]
    public void Email_with_an_invisible_character_is_refused() => Law.Holds(
        from invisible in Gen.Elements('\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD', '\u202E', '\u202C', '\u2066', '\u061C', '\u180E', '\u0000', '\u001B', '\u2028')
        from at in Gen.Choose(1, "anna@example.com".Length - 1)
        select "anna@example.com".Insert(at, invisible.ToString()),
        typed => Assert.False(ContactPoint.TryParse(Channel.Email, typed, out _)), tests: 500);

    [Theory]
    [InlineData("anna@ex\u0430mple.com")]
    [InlineData("anna@example.c\u043Em")]
    [InlineData("anna@\u0435xample.com")]
    [InlineData("anna@exam\u03C1le.com")]
    [InlineData("anna@examp\u0142e.com")]
    public void Domain_that_only_looks_like_another_stays_another(string typed)
    {
        var latin = ContactPoint.Parse(Channel.Email, "anna@example.com");
        var alike = ContactPoint.Parse(Channel.Email, typed);
        Assert.NotEqual(latin, alike);
        Assert.False(latin.Reaches(alike));
        Assert.Contains("xn--", alike.Address, StringComparison.Ordinal);
        var hasher = new SuppressionHasher(new FixedKeyRing([.. new byte[32]]));
        Assert.NotEqual(hasher.Hash(latin), hasher.Hash(alike));
    }

    [Fact]
    public void Local_part_that_only_looks_like_another_stays_another() =>
        Assert.False(ContactPoint.Parse(Channel.Email, "\u0430nna@example.com").Reaches(ContactPoint.Parse(Channel.Email, "anna@example.com")));

    [Theory]
    [InlineData("\"anna\"@example.com")]
    [InlineData("\"anna meier\"@example.com")]
    [InlineData("\"anna@meier\"@example.com")]
    [InlineData("anna(comment)@example.com")]
    [InlineData("<anna@example.com>")]
    public void Quoted_local_parts_and_comments_are_refused_and_not_guessed(string typed) => Assert.False(ContactPoint.TryParse(Channel.Email, typed, out _));

    [Theory]
    [InlineData("Signal:Anna.42", "signal:Anna.42")]
    [InlineData("telegram: @anna ", "telegram:@anna")]
    [InlineData("matrix:@anna:example.org", "matrix:@anna:example.org")]
    public void Messenger_has_its_service_in_lower_case_and_its_name_as_typed(string typed, string expected) =>
        Assert.Equal(expected, ContactPoint.Parse(Channel.Messenger, typed).Address);

    [Theory]
    [InlineData("anna")]
    [InlineData(":anna")]
    [InlineData("signal:")]
    [InlineData("signal: ")]
    [InlineData("sig nal:anna")]
    [InlineData("signal:an\u200Bna")]
    [InlineData("signal:an\nna")]
    public void Messenger_of_another_form_is_refused(string typed) => Assert.False(ContactPoint.TryParse(Channel.Messenger, typed, out _));

    [Fact]
    public void Messenger_has_at_most_200_characters()
    {
        Assert.True(ContactPoint.TryParse(Channel.Messenger, "signal:" + new string('a', 193), out _));
        Assert.False(ContactPoint.TryParse(Channel.Messenger, "signal:" + new string('a', 194), out _));
    }

    // Not as a theory: on its way to a test, half a pair becomes another character.
    [Fact]
    public void Half_a_surrogate_pair_is_part_of_no_address()
    {
        Assert.False(ContactPoint.TryParse(Channel.Messenger, "signal:\ud800", out _));
        Assert.False(ContactPoint.TryParse(Channel.Post, "\udc00 High Street", out _));
        Assert.False(ContactPoint.TryParse(Channel.Email, "an\ud800na@example.com", out _));
    }
}

namespace CrmKit.Engines.Tests;

public sealed class KeyTests
{
    [Fact]
    public void Texts_up_to_the_limit_are_kept_as_they_are()
    {
        Assert.Equal(" a B ", new CustomerId(" a B ").Value);
        Assert.Equal(CustomerId.MaxLength, new CustomerId(new string('x', CustomerId.MaxLength)).Value.Length);
        Assert.Equal(EventKey.MaxLength, new EventKey(new string('x', EventKey.MaxLength)).Value.Length);
        Assert.Throws<ArgumentException>(() => new CustomerId(new string('x', CustomerId.MaxLength + 1)));
        Assert.Throws<ArgumentException>(() => new EventKey(new string('x', EventKey.MaxLength + 1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("a\0")]
    [InlineData("\u0085")]
    public void Texts_that_cannot_be_keys_are_rejected(string text) => AssertRejected(text);

    // Half a pair is no text: written as UTF-8, all such keys would become one.
    [Fact]
    public void Halves_of_surrogate_pairs_are_rejected()
    {
        AssertRejected("a\ud800");
        AssertRejected("\udc00b");
        AssertRejected("\udc00\ud800");
        AssertRejected("\ud800\ud800\udc00");
    }

    private static void AssertRejected(string text)
    {
        Assert.Throws<ArgumentException>(() => new CustomerId(text));
        Assert.Throws<ArgumentException>(() => new EventKey(text));
        Assert.Throws<ArgumentException>(() => new TouchKey("7", text, "now"));
        Assert.Throws<ArgumentException>(() => new TouchKey("7", "test", text));
    }

    [Fact]
    public void Pairs_beyond_the_basic_plane_are_text() => Assert.Equal("\U0001F600", new CustomerId("\U0001F600").Value);

    [Fact]
    public void Defaults_are_rejected_on_use()
    {
        Assert.Throws<InvalidOperationException>(() => default(CustomerId).Value);
        Assert.Throws<InvalidOperationException>(() => default(EventKey).Value);
        Assert.Throws<InvalidOperationException>(() => default(Purpose).Code);
        Assert.Throws<InvalidOperationException>(() => default(ContactPoint).Address);
        Assert.Throws<InvalidOperationException>(() => default(SuppressionHash).Hex);
        Assert.Throws<InvalidOperationException>(() => new TouchKey(default, "test", "now"));
        Assert.Empty(default(CustomerId).ToString());
    }

    [Fact]
    public void Numbers_and_guids_become_invariant_text()
    {
        CustomerId number = -17L;
        CustomerId guid = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e");
        Assert.Equal("-17", number.Value);
        Assert.Equal("0f8fad5b-d9cb-469f-a165-70867728950e", guid.Value);
    }

    [Fact]
    public void Customers_are_compared_ordinally()
    {
        Assert.True(new CustomerId("B").CompareTo("a") < 0);
        Assert.True(new CustomerId("10").CompareTo("9") < 0);
        Assert.NotEqual(new CustomerId("a"), new CustomerId("A"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Marketing")]
    [InlineData("news letter")]
    [InlineData("grüße")]
    [InlineData("123456789012345678901234567890123456789012345678901")]
    public void Purpose_of_another_form_is_rejected(string code) => Assert.Throws<ArgumentException>(() => new Purpose(code));

    [Fact]
    public void Purpose_is_equal_by_code() => Assert.Equal(Purpose.Marketing, new Purpose("marketing"));
}

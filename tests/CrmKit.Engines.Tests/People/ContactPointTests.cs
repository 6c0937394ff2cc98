using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class ContactPointTests
{
    private static readonly string[] Pieces = ["a", "Z", "7", "@", ".", "..", "-", "+49", "ü", "日本", " ", "\r\n", "\0", "\"", "<", ">", ",", ";", "(", "\ud83d", "\U0001F600", "＠", "．", "example", ".com"];

    /// <summary>Texts that are almost addresses.</summary>
    private static readonly Gen<string> Texts = Gen.Elements(Pieces).NonEmptyListOf().Select(pieces => string.Concat(pieces));

    [Theory]
    [InlineData("Anna.Meier@Example.COM", "Anna.Meier@example.com")]
    [InlineData("  anna@example.com \n", "anna@example.com")]
    [InlineData("anna@BÜCHER.example", "anna@xn--bcher-kva.example")]
    [InlineData("anna@xn--bcher-kva.example", "anna@xn--bcher-kva.example")]
    [InlineData("jörg@example.com", "jörg@example.com")]
    [InlineData("a!#$%&'*+-/=?^_`{|}~@example.com", "a!#$%&'*+-/=?^_`{|}~@example.com")]
    public void Email_keeps_its_local_part_and_has_a_lower_case_ascii_domain(string typed, string expected) =>
        Assert.Equal(expected, ContactPoint.Parse(Channel.Email, typed).Address);

    [Theory]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("@example.com")]
    [InlineData("anna@")]
    [InlineData("anna@localhost")]
    [InlineData("anna@example.com.")]
    [InlineData("anna@.example.com")]
    [InlineData("anna@example..com")]
    [InlineData("anna@-example.com")]
    [InlineData("anna@exa_mple.com")]
    [InlineData("anna@[192.0.2.1]")]
    [InlineData(".anna@example.com")]
    [InlineData("anna.@example.com")]
    [InlineData("an..na@example.com")]
    [InlineData("\"anna\"@example.com")]
    [InlineData("an na@example.com")]
    [InlineData("anna@meier@example.com")]
    [InlineData("anna@example.com,bob@example.com")]
    [InlineData("anna@example.com\r\nBcc: bob@example.com")]
    [InlineData("Anna <anna@example.com>")]
    [InlineData("anna@exam＠ple.com")]
    public void Email_of_another_form_is_refused(string typed) => Assert.False(ContactPoint.TryParse(Channel.Email, typed, out _));

    [Fact]
    public void Email_has_at_most_64_octets_before_the_at_and_254_in_all()
    {
        var local = new string('a', 64);
        var domain = string.Join('.', Enumerable.Repeat(new string('b', 37), 5));
        Assert.Equal(254, $"{local}@{domain}".Length);
        Assert.True(ContactPoint.TryParse(Channel.Email, $"{local}@{domain}", out _));
        Assert.False(ContactPoint.TryParse(Channel.Email, $"{local}@{domain}b", out _));
        Assert.True(ContactPoint.TryParse(Channel.Email, $"{local}@example.com", out _));
        Assert.False(ContactPoint.TryParse(Channel.Email, $"{local}a@example.com", out _));
    }

    // The limits are those of what is sent: the ASCII form of the domain, and the octets of the local part.
    [Fact]
    public void Email_limits_hold_for_the_normalised_form()
    {
        var labels = string.Join('.', Enumerable.Repeat("üüüüüüüüüüüüüüüüüüüü", 8));
        Assert.True($"{new string('a', 64)}@{labels}".Length <= 254);
        Assert.False(ContactPoint.TryParse(Channel.Email, $"{new string('a', 64)}@{labels}", out _));
        Assert.True(ContactPoint.TryParse(Channel.Email, $"{new string('ö', 32)}@example.com", out _));
        Assert.False(ContactPoint.TryParse(Channel.Email, $"{new string('ö', 33)}@example.com", out _));
    }

    [Theory]
    [InlineData("+49 30 1234567", "+49301234567")]
    [InlineData("+1 (212) 555-0100", "+12125550100")]
    [InlineData("+49/30.123-4567", "+49301234567")]
    [InlineData("+12345678", "+12345678")]
    [InlineData("+123456789012345", "+123456789012345")]
    public void Telephone_number_becomes_E164(string typed, string expected)
    {
        Assert.Equal(expected, ContactPoint.Parse(Channel.Sms, typed).Address);
        Assert.Equal(expected, ContactPoint.Parse(Channel.Phone, typed).Address);
    }

    [Theory]
    [InlineData("030 1234567")]
    [InlineData("0049 30 1234567")]
    [InlineData("+0 30 1234567")]
    [InlineData("+")]
    [InlineData("+1234567")]
    [InlineData("+1234567890123456")]
    [InlineData("+49 30 12E4567")]
    [InlineData("+49 30 1234567 ext. 5")]
    [InlineData("+٤٩٣٠١٢٣٤٥٦٧")]
    [InlineData("++49301234567")]
    public void Telephone_number_of_another_form_is_refused(string typed) => Assert.False(ContactPoint.TryParse(Channel.Phone, typed, out _));

    [Fact]
    public void Postal_address_is_trimmed_and_bounded()
    {
        Assert.Equal("1 High Street\nOxford", ContactPoint.Parse(Channel.Post, " 1 High Street\nOxford ").Address);
        Assert.False(ContactPoint.TryParse(Channel.Post, "  ", out _));
        Assert.False(ContactPoint.TryParse(Channel.Post, new string('x', 1001), out _));
        Assert.False(ContactPoint.TryParse(Channel.Post, null, out _));
    }

    [Fact]
    public void Unknown_channel_is_refused()
    {
        Assert.False(ContactPoint.TryParse((Channel)9, "anna@example.com", out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => ContactPoint.Parse((Channel)9, "anna@example.com"));
    }

    [Fact]
    public void Normalised_address_normalises_to_itself() => Law.Holds(
        from channel in Generated.Channels
        from text in Texts
        select (channel, text),
        given => !ContactPoint.TryParse(given.channel, given.text, out var point) || ContactPoint.Parse(given.channel, point.Address) == point,
        tests: 1000);

    [Fact]
    public void No_exception_and_no_text_ever_holds_the_address() => Law.Holds(
        from channel in Generated.Channels
        from text in Texts.Select(text => "Quellwolke" + text)
        select (channel, text),
        given =>
        {
            if (ContactPoint.TryParse(given.channel, given.text, out var point))
            {
                Assert.DoesNotContain("Quellwolke", point.ToString(), StringComparison.OrdinalIgnoreCase);
                return;
            }

            var error = Assert.Throws<FormatException>(() => ContactPoint.Parse(given.channel, given.text));
            Assert.DoesNotContain("Quellwolke", error.ToString(), StringComparison.OrdinalIgnoreCase);
        });

    [Fact]
    public void No_exception_about_a_key_holds_the_key() => Law.Holds(Texts.Select(text => $"Quellwolke{text}\n"), text =>
    {
        Assert.DoesNotContain("Quellwolke", Assert.Throws<ArgumentException>(() => new CustomerId(text)).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Quellwolke", Assert.Throws<ArgumentException>(() => new EventKey(text)).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Quellwolke", Assert.Throws<ArgumentException>(() => new Purpose(text)).ToString(), StringComparison.Ordinal);
    });

    [Fact]
    public void Customer_shows_its_id_alone_and_is_equal_by_value()
    {
        var anna = new Customer { Id = "7", Name = "Anna Meier", ContactPoints = [Known.Email, Known.Mobile] };
        Assert.Equal("Customer 7", anna.ToString());
        Assert.Equal(anna, anna with { ContactPoints = [Known.Email, Known.Mobile] });
        Assert.NotEqual(anna, anna with { ContactPoints = [Known.Mobile, Known.Email] });
        Assert.NotEqual(anna, anna with { Name = null });
    }

    [Fact]
    public void Zone_is_the_persons_own_else_the_businesss()
    {
        var own = new CustomerZone(DateTimeZoneProviders.Tzdb["Asia/Tokyo"], ZoneSource.Place);
        var business = new CustomerZone(Known.Berlin, ZoneSource.Business);
        Assert.Equal(own, CustomerZone.Resolve(new Customer { Id = "7", Zone = own }, Known.Berlin));
        Assert.Equal(business, CustomerZone.Resolve(new Customer { Id = "7" }, Known.Berlin));
        Assert.Equal(business, CustomerZone.Resolve(customer: null, Known.Berlin));
    }
}

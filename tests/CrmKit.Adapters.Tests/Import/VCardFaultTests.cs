using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

public sealed class VCardFaultTests
{
    [Theory]
    [InlineData("EMAIL:secret", "EMAIL")]
    [InlineData("EMAIL:\"se cret\"@example.com", "EMAIL")]
    [InlineData("EMAIL:sec\u200Bret@example.com", "EMAIL")]
    [InlineData("EMAIL:secret@exam\u00ADple.com", "EMAIL")]
    [InlineData("TEL:030 1234567secret", "TEL")]
    [InlineData("TEL;VALUE=uri:tel:+49301234567;ext=99", "TEL")]
    [InlineData("IMPP:secret", "IMPP")]
    [InlineData("BDAY:19790229", "BDAY")]
    [InlineData("BDAY:00000415", "BDAY")]
    [InlineData("BDAY:15.04.1996", "BDAY")]
    [InlineData("BDAY:04/03/1996", "BDAY")]
    [InlineData("BDAY:1996-04-14T22:00:00Z", "BDAY")]
    [InlineData("ANNIVERSARY:--0230", "ANNIVERSARY")]
    [InlineData("LANG:secret language", "LANG")]
    [InlineData("TZ:Secret/Zone", "TZ")]
    [InlineData("KIND:location", "KIND")]
    [InlineData("REV:secret", "REV")]
    [InlineData("FN:secret\\nBcc: x", "FN")]
    [InlineData("FN:secret\\x", "FN")]
    [InlineData("FN;CHARSET=ISO-8859-1:secret", "FN")]
    [InlineData("FN;ENCODING=QUOTED-PRINTABLE:secret", "FN")]
    [InlineData("FN;TYPE=\"secret:x", "FN")]
    [InlineData("secret", null)]
    public async Task Unreadable_property_names_file_line_and_property_and_never_the_value(string line, string? property)
    {
        var fault = await VCards.Fault("X-A:1", line);

        Assert.Equal(("in/C.vcf", 5L, property), (fault.File, fault.Line, fault.Column));
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Version_2_is_refused_with_what_to_do() =>
        Assert.Contains("vCard 4.0", (await VCards.FaultOf(Encoding.UTF8.GetBytes(VCards.Text("2.1")))).Expected, StringComparison.Ordinal);

    [Fact]
    public async Task Card_without_version_is_refused() =>
        Assert.Equal("VERSION", (await VCards.FaultOf("BEGIN:VCARD\nUID:1\nEND:VCARD\n"u8.ToArray())).Column);

    [Theory]
    [InlineData("customer_id,name\n1,secret\n", 1)]
    [InlineData("BEGIN:VCARD\nVERSION:4.0\nFN:secret\n", 1)]
    [InlineData("BEGIN:VCARD\nVERSION:4.0\nBEGIN:VCARD\n", 3)]
    public async Task File_that_is_no_row_of_cards_is_refused_even_where_cards_are_set_aside(string text, long line)
    {
        var fault = await Assert.ThrowsAsync<ImportFaultException>(() => VCards.Read(Encoding.UTF8.GetBytes(text), rejects: new ListedRejects()));

        Assert.Equal(line, fault.Line);
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_encodings_are_refused()
    {
        Assert.Equal("FN", (await VCards.FaultOf([.. "BEGIN:VCARD\nVERSION:3.0\nUID:1\nFN:"u8, 0xFC, .. "\nEND:VCARD"u8])).Column);
        Assert.Equal(1, (await VCards.FaultOf(Encoding.Unicode.GetPreamble())).Line);
    }

    [Fact]
    public async Task Property_without_end_is_refused_in_bounded_memory()
    {
        var fault = await VCards.FaultOf(Encoding.UTF8.GetBytes("BEGIN:VCARD\nVERSION:4.0\nFN:" + new string('a', 3_000_000)));

        Assert.Equal((3L, "FN"), (fault.Line, fault.Column));
    }
}

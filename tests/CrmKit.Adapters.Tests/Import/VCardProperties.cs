using System.Text;
using CrmKit.Import;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import;

public sealed class VCardProperties
{
    [Fact]
    public void Cards_that_are_written_read_back_as_all_that_a_card_can_say() =>
        Prop.ForAll(CustomerGenerators.Books, book =>
        {
            var read = VCards.Read(VCards.Written(book).GetAwaiter().GetResult()).GetAwaiter().GetResult();
            return read.Select(row => row.Customer).SequenceEqual(book.Select(Sayable));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Lines_have_at_most_75_octets_and_are_cut_between_characters() =>
        Prop.ForAll(CustomerGenerators.Books, book =>
        {
            var text = Encoding.Latin1.GetString(VCards.Written(book).GetAwaiter().GetResult());
            return text.Split("\r\n").All(line => line.Length <= 75 && System.Text.Unicode.Utf8.IsValid(Encoding.Latin1.GetBytes(line)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_bytes_are_read_or_refused_with_a_line_and_nothing_else_happens() =>
        Prop.ForAll(Files, bytes =>
        {
            try
            {
                VCards.Read(bytes).GetAwaiter().GetResult();
                return true;
            }
            catch (ImportFaultException e)
            {
                return e.Line >= 1 && e.Line <= 1 + bytes.Count(b => b == (byte)'\n') && e.File == "in/C.vcf" && e.Expected.Length > 0;
            }
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<byte[]> Files { get; } =
        Gen.OneOf(
            Gen.Elements("FN", "N", "EMAIL", "TEL", "ADR", "IMPP", "BDAY", "RELATED", "TZ", ":", ";", ";TYPE=", "=", "\"", ",", "\\", "\n", "\r\n", "\n ", "^", "%", "%C3", "a@b.cd", "--0101", "BEGIN:VCARD\n", "END:VCARD\n")
                .Select(Encoding.UTF8.GetBytes),
            Gen.Choose(0, 255).Select(b => new[] { (byte)b }))
        .ListOf().Select(pieces => pieces.SelectMany(piece => piece))
        .Select(rest => "BEGIN:VCARD\nVERSION:4.0\nUID:1\n"u8.ToArray().Concat(rest).Concat("\nEND:VCARD\n"u8.ToArray()).ToArray()).ToArbitrary();

    /// <summary>What a card has a place for.</summary>
    private static Customer Sayable(Customer customer) => customer with
    {
        ContactPoints = [.. customer.ContactPoints.Where(point => point.IsUsable).Select(point => point with { Status = ContactPointStatus.Active })],
        Dates = [.. customer.Dates.Where(date => date.Name == VCardReader.AnniversaryDate)],
        Roles = [.. customer.Roles.Where(role => role.Until is null && role.Of != customer.Id).Select(role => new PartyRole(role.Role, role.Of)).Distinct()],
        Interests = [],
        CareFlags = [],
        Blocks = [],
        PreferredHours = null,
        Zone = customer.Zone is { Source: ZoneSource.Person } ? customer.Zone : null,
        Fields = customer.Fields[VCardReader.OrganisationField] is { } organisation ? CustomFields.None.With(VCardReader.OrganisationField, organisation) : CustomFields.None,
    };
}

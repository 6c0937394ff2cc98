using System.Text;

namespace CrmKit.Import;

/// <summary>Under which texts a person may stand in other rows: as written, without the usual blemishes, and as refusals compare addresses.</summary>
/// <remarks>Ids and addresses are not told apart: an id may be an address, and in a damaged row nobody knows which field is which.</remarks>
internal static class ContactTraces
{
    private static readonly char[] Between = [' ', ';', ',', '<', '>', '|', '/', '"', '\'', '(', ')'];

    /// <summary>The traces of an id.</summary>
    public static IEnumerable<UInt128> OfId(string text) => Fingerprints([text, text.Trim(), Bare(text)]);

    /// <summary>The traces of an address.</summary>
    public static IEnumerable<UInt128> OfAddress(string text) => Fingerprints(Spellings(text));

    /// <summary>The traces of whatever may be an id or an address in the current record, which is damaged.</summary>
    /// <param name="records">The file, at the record.</param>
    /// <param name="columns">Where ids and addresses stand in records that are whole.</param>
    public static IEnumerable<UInt128> OfDamaged(CsvRecords records, ReadOnlySpan<int> columns) => Fingerprints(DamagedKeys.Texts(records, columns).SelectMany(Spellings));

    private static IEnumerable<string> Spellings(string text)
    {
        var bare = Bare(text);
        yield return text;
        yield return text.Trim();
        yield return bare;
        yield return bare.ToLowerInvariant();
        var isKnown = false;
        foreach (var channel in new[] { Channel.Email, Channel.Phone, Channel.Messenger })
        {
            if (ContactPoint.TryParse(channel, bare, out var point))
            {
                isKnown = true;
                yield return point.FoldedAddress;
            }
        }

        if (isKnown || !bare.Contains('@', StringComparison.Ordinal))
        {
            yield break;
        }

        // Two addresses in one field, or one with a name around it: a refusal at one of them is one.
        foreach (var piece in bare.Split(Between, StringSplitOptions.RemoveEmptyEntries))
        {
            if (ContactPoint.TryParse(Channel.Email, piece, out var point))
            {
                yield return point.FoldedAddress;
            }
        }
    }

    // The apostrophe is the guard that spreadsheets put before a number with a plus.
    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format)).Trim().TrimStart('\'').TrimStart();

    private static IEnumerable<UInt128> Fingerprints(IEnumerable<string> texts) => texts
        .Where(text => text.Length > 0)
        .Distinct(StringComparer.Ordinal)
        .Select(text => FieldFingerprint.Of(Encoding.UTF8.GetBytes(text)));
}

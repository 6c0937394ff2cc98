namespace CrmKit.Import;

/// <summary>Under which texts a person may stand in other rows: as written, without the usual blemishes, and as refusals compare addresses.</summary>
/// <remarks>Ids and addresses are not told apart: an id may be an address, and in a damaged row nobody knows which field is which.</remarks>
internal static class ContactTraces
{
    private static readonly char[] Between = [' ', ';', ',', '<', '>', '|', '/', '"', '\'', '(', ')'];
    private static readonly string[] Schemes = ["mailto:", "tel:", "sms:", "callto:"];

    /// <summary>The traces of an id.</summary>
    public static IEnumerable<string> OfId(string text) => Different([text, text.Trim(), Bare(text)]);

    /// <summary>The traces of an address.</summary>
    public static IEnumerable<string> OfAddress(string text) => Different(Spellings(text));

    /// <summary>The traces of whatever may be an id or an address in the current record, which is damaged.</summary>
    /// <param name="records">The file, at the record.</param>
    /// <param name="columns">Where ids and addresses stand in records that are whole.</param>
    public static IEnumerable<string> OfDamaged(CsvRecords records, ReadOnlySpan<int> columns) => Different(DamagedKeys.Texts(records, columns).SelectMany(Spellings));

    /// <summary>The one address that a text means, for a refusal: as it is written, or without what is often copied along with an address.</summary>
    public static bool TryMeant(Channel channel, string text, out ContactPoint point)
    {
        if (ContactPoint.TryParse(channel, text, out point))
        {
            return true;
        }

        var bare = Bare(text);
        return ContactPoint.TryParse(channel, bare, out point)
            || ContactPoint.TryParse(channel, WithoutTrimmings(bare), out point)
            || (channel is Channel.Phone or Channel.Sms && ContactPoint.TryParse(channel, Dialled(WithoutTrimmings(bare)), out point));
    }

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
            if (TryMeant(channel, bare, out var point))
            {
                isKnown |= ContactPoint.TryParse(channel, bare, out _);
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
            if (TryMeant(Channel.Email, piece, out var point))
            {
                yield return point.FoldedAddress;
            }
        }
    }

    // The apostrophe is the guard that spreadsheets put before a number with a plus.
    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format)).Trim().TrimStart('\'').TrimStart();

    /// <summary>Without the scheme of a link, what follows a question mark, white space, and a full stop at the end.</summary>
    private static string WithoutTrimmings(string bare)
    {
        var scheme = Array.Find(Schemes, scheme => bare.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));
        var address = scheme is null ? bare : bare[scheme.Length..];
        var query = address.IndexOf('?', StringComparison.Ordinal);
        address = query > 0 ? address[..query] : address;
        return string.Concat(address.Where(c => !char.IsWhiteSpace(c))).TrimEnd('.', ',', ';').Replace("%40", "@", StringComparison.Ordinal);
    }

    // Abroad is dialled with 00 where a keypad has no plus.
    private static string Dialled(string number) => number.StartsWith("00", StringComparison.Ordinal) ? string.Concat("+", number.AsSpan(2)) : $"+{number}";

    private static IEnumerable<string> Different(IEnumerable<string> texts) => texts.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal);
}

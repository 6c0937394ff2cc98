namespace CrmKit.Import;

/// <summary>What people want to hear nothing over, or when: <c>block_phone</c> holds <c>yes</c>, or days; <c>block_all</c> is of every channel. Not thread-safe.</summary>
internal sealed class BlockColumns(CsvRecords records, CustomerCsvOptions options, DateText dates) : StopColumns<Channel?, ContactBlock>(records, options.BlockPrefix)
{
    /// <summary>Stands for every channel.</summary>
    public const string All = "all";

    private const string Yes = "yes";
    private const string To = "..";

    protected override string Expected => $"yes, or days as first..last, either of which may be left out: {dates.Expected}, or nothing";

    /// <summary>The word of a channel, or of all.</summary>
    public static string Word(Channel? channel) => channel is { } named ? FileCodes.Channels.Word(named) : All;

    /// <summary>A block as a field holds it.</summary>
    public static string Write(ContactBlock block, DateText dates) =>
        block is { From: null, Until: null } ? Yes : $"{(block.From is { } from ? dates.Write(from) : null)}{To}{(block.Until is { } until ? dates.Write(until) : null)}";

    /// <summary>Blocks in the order in which they are read.</summary>
    public static ImmutableArray<ContactBlock> Ordered(IEnumerable<ContactBlock> blocks) => [.. blocks.OrderBy(block => block.Channel).ThenBy(block => block.From).ThenBy(block => block.Until)];

    protected override Channel? Kind(CsvHeader header, string name, string word) =>
        word == All ? null
        : FileCodes.Channels.TryRead(word, out var channel) ? channel
        : throw PrefixedColumns.Fault(header, name, $"{All}, {FileCodes.Channels.Expected}", nameof(CustomerCsvOptions.BlockPrefix));

    protected override ContactBlock? Stop(Channel? kind, string text)
    {
        if (text == Yes)
        {
            return new ContactBlock(kind);
        }

        // A form of dates may end in a point itself.
        for (var at = text.IndexOf(To, StringComparison.Ordinal); at >= 0; at = text.IndexOf(To, at + 1, StringComparison.Ordinal))
        {
            if (TryDay(text[..at], out var from) && TryDay(text[(at + To.Length)..], out var until) && (from ?? until) is not null && !(until < from))
            {
                return new ContactBlock(kind, from, until);
            }
        }

        return null;
    }

    protected override ImmutableArray<ContactBlock> InOrder(IEnumerable<ContactBlock> stops) => Ordered(stops);

    private bool TryDay(string text, out LocalDate? day)
    {
        day = null;
        if (text.Length == 0)
        {
            return true;
        }

        var isDay = dates.TryParse(text, out var read);
        day = isDay ? read : null;
        return isDay;
    }
}

namespace CrmKit.Scheduling;

/// <summary>What the limits of a business leave on each day of a horizon: contacts made or promised, and those placed first, are taken off on the business's own days, whatever caps they count in.</summary>
internal sealed class HorizonRoom
{
    private const long Unlimited = 1_000_000_000_000;
    private readonly HorizonChannels _channels;
    private readonly HorizonOptions _options;
    private readonly long[,] _taken;
    private readonly long[,] _counted;

    public HorizonRoom(IReadOnlyList<HorizonCase> cases, HorizonChannels channels, HorizonOptions options)
    {
        (_channels, _options) = (channels, options);
        (_taken, _counted) = (new long[channels.Count, options.Days], new long[channels.Count, options.Days]);
        foreach (var item in cases)
        {
            var first = item.Days.BusinessDay(0);
            foreach (var contact in item.Source.Facts.Contacts.Concat(item.Source.Facts.Commitments))
            {
                var day = Period.DaysBetween(first, contact.At.InZone(options.BusinessZone).Date);
                if (day >= 0 && day < options.Days)
                {
                    _taken[channels.IndexOf(contact.Channel), day]++;
                }
            }

            foreach (var (_, day, channel) in item.Placed)
            {
                _taken[channel, day]++;
            }

            foreach (var contact in item.Commitments)
            {
                _counted[contact.Channel, contact.Day]++;
            }
        }
    }

    public ImmutableArray<ImmutableArray<long>> OfChannels() =>
    [
        .. from c in Enumerable.Range(0, _channels.Count)
           let limit = c < _channels.Used.Length ? _options.ChannelLimits.GetValueOrDefault(_channels[c], DayLimit.None) : DayLimit.None
           select Row(limit, day => (_taken[c, day], _counted[c, day])),
    ];

    public ImmutableArray<long> OfDays() => _options.DayLimit.IsNone ? [] : Row(_options.DayLimit, day => (InAll(_taken, day), InAll(_counted, day)));

    // The allocator takes its commitments off by itself, on the person's days.
    private ImmutableArray<long> Row(DayLimit limit, Func<int, (long Taken, long Counted)> at) =>
        [.. Enumerable.Range(0, _options.Days).Select(day => limit.IsNone ? Unlimited : Math.Max(0, limit.Max - at(day).Taken) + at(day).Counted)];

    private long InAll(long[,] counts, int day) => Enumerable.Range(0, _channels.Count).Sum(c => counts[c, day]);
}

namespace CrmKit.Scheduling;

/// <summary>What each hour of the business's day is worth to one contact, and the pieces of it that are worth so much.</summary>
internal sealed class HourChoices
{
    /// <summary>The worth of an hour in which the contact may not leave.</summary>
    public const long Closed = -1;

    // A chance in units of 1e-9; hours that the person asked for go before all others.
    private const double Units = 1e9;
    private const long Asked = 10_000_000_000;

    private readonly List<(Instant Start, Instant End)>[] _best;

    private HourChoices(int hours)
    {
        Worth = new long[hours];
        Array.Fill(Worth, Closed);
        _best = new List<(Instant, Instant)>[hours];
    }

    public long[] Worth { get; }

    public static HourChoices Of(SlotRequest request, BusinessHourGrid hours)
    {
        var choices = new HourChoices(hours.Count);
        for (var hour = 0; hour < hours.Count; hour++)
        {
            foreach (var stretch in request.Allowed)
            {
                choices.AddPieces(request, hour, Instant.Max(stretch.Start, hours.StartOf(hour)), Instant.Min(stretch.End, hours.EndOf(hour)));
            }
        }

        return choices;
    }

    /// <summary>An instant in the best pieces of an hour, spread evenly by a hash, to the second where a second fits.</summary>
    public Instant InstantIn(int hour, ulong hash)
    {
        var pieces = _best[hour];
        var total = pieces.Sum(piece => (piece.End - piece.Start).ToInt64Nanoseconds());
        var at = Duration.FromNanoseconds((long)(hash % (ulong)total));
        foreach (var (start, end) in pieces)
        {
            if (at < end - start)
            {
                var whole = Instant.FromUnixTimeSeconds((start + at).ToUnixTimeSeconds());
                return whole >= start ? whole : start;
            }

            at -= end - start;
        }

        return pieces[^1].Start;
    }

    // The person's clock may turn an hour, or change its offset, in the middle of the business's.
    private void AddPieces(SlotRequest request, int hour, Instant start, Instant end)
    {
        while (start < end)
        {
            var local = start.InZone(request.Zone).LocalDateTime;
            var untilTurn = Duration.FromNanoseconds(NodaConstants.NanosecondsPerHour - (local.TimeOfDay.NanosecondOfDay % NodaConstants.NanosecondsPerHour));
            var next = Instant.Min(end, start + untilTurn);
            var zoneInterval = request.Zone.GetZoneInterval(start);
            next = zoneInterval.HasEnd ? Instant.Min(next, zoneInterval.End) : next;
            if (request.Preferred is { } preferred)
            {
                foreach (var edge in (ReadOnlySpan<LocalTime>)[preferred.From, preferred.Until])
                {
                    var ahead = Duration.FromNanoseconds(edge.NanosecondOfDay - local.TimeOfDay.NanosecondOfDay);
                    next = ahead > Duration.Zero ? Instant.Min(next, start + ahead) : next;
                }
            }

            Add(hour, start, next, (long)(Units * request.Response[local.Hour]) + (request.Preferred?.Contains(local.TimeOfDay) == true ? Asked : 0));
            start = next;
        }
    }

    private void Add(int hour, Instant start, Instant end, long worth)
    {
        if (worth > Worth[hour])
        {
            Worth[hour] = worth;
            _best[hour] = [(start, end)];
        }
        else if (worth == Worth[hour])
        {
            _best[hour].Add((start, end));
        }
    }
}

namespace CrmKit.Scheduling;

/// <summary>Contacts given to hours of limited room so that the sum of their worth is the greatest, one contact after another.</summary>
/// <remarks>
/// A contact enters along the best path: it takes an hour, from which another may move to a further one, until an hour with room. Such paths keep the sum the greatest for
/// the contacts that are in (Ahuja, Magnanti and Orlin 1993, section 9.7). From hour to hour the best mover is kept in a heap whose stale entries are dropped when met.
/// </remarks>
internal sealed class HourFlow(int hours, int room)
{
    private readonly List<long[]> _worth = [];
    private readonly List<int> _hourOf = [];
    private readonly int[] _used = new int[hours];
    private readonly PriorityQueue<int, (long Loss, int Contact)>[] _movers = new PriorityQueue<int, (long, int)>[hours * hours];

    public int? HourOf(int contact) => _hourOf[contact] >= 0 ? _hourOf[contact] : null;

    public void Add(long[] worth)
    {
        var contact = _worth.Count;
        _worth.Add(worth);
        _hourOf.Add(-1);
        var (gain, from) = BestPaths(worth);
        var end = -1;
        for (var hour = 0; hour < hours; hour++)
        {
            end = _used[hour] < room && gain[hour] > long.MinValue && (end < 0 || gain[hour] > gain[end]) ? hour : end;
        }

        if (end < 0)
        {
            return;
        }

        _used[end]++;
        while (from[end] >= 0)
        {
            var mover = Mover(from[end], end)!.Value.Contact;
            Place(mover, end);
            end = from[end];
        }

        Place(contact, end);
    }

    // For each hour the greatest gain with which the newcomer ends in a place there, and the hour that the last move comes from; -1 for the newcomer itself.
    private (long[] Gain, int[] From) BestPaths(long[] worth)
    {
        var (gain, from) = (new long[hours], new int[hours]);
        for (var hour = 0; hour < hours; hour++)
        {
            (gain[hour], from[hour]) = (worth[hour] == HourChoices.Closed || room == 0 ? long.MinValue : worth[hour], -1);
        }

        // Movers leave full hours alone: where there is room a path ends.
        for (var isBetter = true; isBetter;)
        {
            isBetter = false;
            for (var one = 0; one < hours; one++)
            {
                if (gain[one] == long.MinValue || _used[one] < room)
                {
                    continue;
                }

                for (var other = 0; other < hours; other++)
                {
                    if (other != one && Mover(one, other) is { } mover && gain[one] - mover.Loss > gain[other])
                    {
                        (gain[other], from[other]) = (gain[one] - mover.Loss, one);
                        isBetter = true;
                    }
                }
            }
        }

        return (gain, from);
    }

    private (long Loss, int Contact)? Mover(int one, int other)
    {
        var movers = _movers[(one * hours) + other];
        while (movers is not null && movers.TryPeek(out var contact, out var order))
        {
            if (_hourOf[contact] == one)
            {
                return (order.Loss, contact);
            }

            movers.Dequeue();
        }

        return null;
    }

    private void Place(int contact, int hour)
    {
        _hourOf[contact] = hour;
        if (room == int.MaxValue)
        {
            // Without a limit nobody ever moves.
            return;
        }

        var worth = _worth[contact];
        for (var other = 0; other < hours; other++)
        {
            if (other != hour && worth[other] != HourChoices.Closed)
            {
                var movers = _movers[(hour * hours) + other] ??= new PriorityQueue<int, (long, int)>();
                movers.Enqueue(contact, (worth[hour] - worth[other], contact));
            }
        }
    }
}

using System.Buffers;

namespace CrmKit;

/// <summary>The days of the contacts of one group, sorted, in a borrowed array.</summary>
/// <param name="most">Most days that will be read.</param>
internal ref struct CapDays(int most)
{
    private int[]? _days = ArrayPool<int>.Shared.Rent(Math.Max(1, most));
    private int _count;

    public readonly ReadOnlySpan<int> Days => _days.AsSpan(0, _count);

    public void Read(GroupCap cap, GateFacts facts, TouchKey? besides)
    {
        _count = 0;
        if (cap.Cap.IsNone)
        {
            return;
        }

        Take(cap.Group, facts.Contacts, facts.Zone.Zone, besides);
        Take(cap.Group, facts.Commitments, facts.Zone.Zone, besides);
        _days.AsSpan(0, _count).Sort();
    }

    public readonly CapStanding Standing(GroupCap cap, int day)
    {
        if (cap.Cap.IsNone)
        {
            return new CapStanding(cap, 0, DayNumber.ToDate(day));
        }

        var (_, filled) = RollingWindow.FullestAround(Days, day, cap.Cap.WindowDays);
        return new CapStanding(cap, filled, cap.Cap.Max == 0 ? null : DayNumber.ToDate(RollingWindow.FirstDayBelow(Days, day, cap.Cap.WindowDays, cap.Cap.Max)));
    }

    public void Dispose()
    {
        if (_days is { } rented)
        {
            _days = null;
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    private void Take(CapGroup group, ImmutableArray<ContactRecord> contacts, DateTimeZone zone, TouchKey? besides)
    {
        foreach (var contact in contacts)
        {
            if (TouchClassRules.CountsInCap(contact.Class) && group.Holds(contact) && contact.Key != besides)
            {
                _days![_count++] = DayOf(contact.At, zone);
            }
        }
    }

    // The number of the civil day, without making a date of it: this runs for every contact of every customer of a report.
    private static int DayOf(Instant at, DateTimeZone zone)
    {
        var (day, rest) = Math.DivRem(at.ToUnixTimeTicks() + zone.GetUtcOffset(at).Ticks, NodaConstants.TicksPerDay);
        return (int)(rest < 0 ? day - 1 : day);
    }
}

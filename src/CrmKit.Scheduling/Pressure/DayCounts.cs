namespace CrmKit.Scheduling;

/// <summary>How many contacts of some sort any run of days holds.</summary>
internal sealed class DayCounts
{
    private readonly int[] _days;

    /// <summary>Counts contacts that were made or are promised.</summary>
    /// <param name="facts">The contacts.</param>
    /// <param name="today">The day that runs are counted from.</param>
    /// <param name="counts">Which contacts count.</param>
    public DayCounts(GateFacts facts, LocalDate today, Func<ContactRecord, bool> counts)
    {
        var zone = facts.Zone.Zone;
        _days =
        [
            .. facts.Contacts.Concat(facts.Commitments).Where(counts).Select(contact => Period.DaysBetween(today, contact.At.InZone(zone).Date)).Order(),
        ];
    }

    /// <summary>Contacts from one day to another, both included; days are counted from today.</summary>
    public int Between(int first, int last) => Below(last + 1) - Below(first);

    private int Below(int day)
    {
        var (low, high) = (0, _days.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = _days[middle] < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

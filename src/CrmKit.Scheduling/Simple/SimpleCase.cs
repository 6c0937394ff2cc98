using NodaTime.Text;

namespace CrmKit.Scheduling;

/// <summary>A customer of the simple planner, counted in days: when due, and which contacts there are.</summary>
internal sealed class SimpleCase
{
    private SimpleCase(CustomerId customer, LocalDate last, int interval, ImmutableArray<int> contacts)
    {
        Customer = customer;
        Last = last;
        Interval = interval;
        Contacts = contacts;

        // Whoever was heard of at the end of the calendar is due at its end.
        Due = Period.DaysBetween(last, LocalDate.MaxIsoValue) < interval ? LocalDate.MaxIsoValue : last.PlusDays(interval);
    }

    public CustomerId Customer { get; }

    public LocalDate Last { get; }

    public int Interval { get; }

    public LocalDate Due { get; }

    /// <summary>Numbers of the contacts' days, ascending.</summary>
    public ImmutableArray<int> Contacts { get; }

    public static SimpleCase Of(SimpleCustomer customer, int interval)
    {
        // A contact is an interaction: due days restart from it as from any other.
        var last = customer.Contacts.Aggregate(customer.LastInteraction, LocalDate.Max);
        return new SimpleCase(customer.Customer, last, interval, [.. customer.Contacts.Select(DayNumber.From).Order()]);
    }

    public SimpleContact ContactOn(LocalDate day, LocalDate today) => new(Customer, day, Last, Due, Interval, Period.DaysBetween(LocalDate.Max(Due, today), day));

    public SimpleWait Wait(TouchCap cap, LocalDate today, int horizonDays)
    {
        var from = DayNumber.From(LocalDate.Max(Due, today));
        var room = new CapRoom(cap, Contacts);
        var free = cap.IsNone ? from : room.FirstFree(from);
        LocalDate? until = free is { } day ? DayNumber.ToDate(Math.Min(day, DayNumber.From(LocalDate.MaxIsoValue))) : null;
        return from >= DayNumber.From(today) + horizonDays
            ? new SimpleWait(Customer, SimpleWaitCause.NotYetDue, Last, Due, until, NotDue())
            : new SimpleWait(Customer, SimpleWaitCause.CapReached, Last, Due, until, Full(cap, room.FilledAround(from)));
    }

    private Reason NotDue() => new(
        ReasonCodes.IntervalNotDue, ReasonArgument.Of("due", Due), ReasonArgument.Of("last", Last), ReasonArgument.Of("interval", Interval));

    private static Reason Full(TouchCap cap, ReadOnlySpan<int> filled)
    {
        var by = new List<string>(filled.Length);
        foreach (var day in filled)
        {
            by.Add(LocalDatePattern.Iso.Format(DayNumber.ToDate(day)));
        }

        return new Reason(
            ReasonCodes.CapReached,
            ReasonArgument.Of("group", "all"),
            ReasonArgument.Of("made", filled.Length),
            ReasonArgument.Of("cap", cap.Max),
            ReasonArgument.Of("window", cap.WindowDays),
            ReasonArgument.Of("by", string.Join("; ", by)));
    }
}

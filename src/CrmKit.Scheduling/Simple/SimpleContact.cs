using NodaTime.Text;

namespace CrmKit.Scheduling;

/// <summary>A contact to be made, and why on this day.</summary>
/// <param name="Customer">Whom to contact.</param>
/// <param name="Day">The day.</param>
/// <param name="LastInteraction">The day of the last interaction, from which the interval is counted.</param>
/// <param name="DueSince">The day on which the interval was over: <paramref name="Day"/> itself, unless the program was down or the cap put the contact off.</param>
/// <param name="IntervalDays">The interval of the customer's segment.</param>
/// <param name="CapDelayDays">By how many days the cap put the contact off, 0 or more.</param>
public sealed record SimpleContact(CustomerId Customer, LocalDate Day, LocalDate LastInteraction, LocalDate DueSince, int IntervalDays, int CapDelayDays)
{
    /// <summary>Why the customer is contacted.</summary>
    public Reason Reason => new(
        ReasonCodes.IntervalDue,
        ReasonArgument.Of("due", DueSince),
        ReasonArgument.Of("days", Period.DaysBetween(LastInteraction, Day)),
        ReasonArgument.Of("interval", IntervalDays));

    /// <summary>Day, customer and reason, for lists on the screen.</summary>
    public override string ToString() => $"{LocalDatePattern.Iso.Format(Day)} {Customer}: {EnglishReasons.Render(Reason)}";
}

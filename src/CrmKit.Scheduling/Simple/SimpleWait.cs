namespace CrmKit.Scheduling;

/// <summary>A customer whom no contact is planned for, and why.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Cause">What stands in the way.</param>
/// <param name="LastInteraction">The day of the last interaction, from which the interval is counted.</param>
/// <param name="Due">The day on which the interval is over.</param>
/// <param name="Until">The first day on which interval and cap allow a contact, should nothing happen before; <c>null</c> where the cap allows none at all.</param>
/// <param name="Reason">Why not.</param>
public sealed record SimpleWait(CustomerId Customer, SimpleWaitCause Cause, LocalDate LastInteraction, LocalDate Due, LocalDate? Until, Reason Reason)
{
    /// <summary>Customer and reason, for lists on the screen.</summary>
    public override string ToString() => $"{Customer}: {EnglishReasons.Render(Reason)}";
}

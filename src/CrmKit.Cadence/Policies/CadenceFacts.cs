namespace CrmKit.Cadence;

/// <summary>What a cadence is decided on: when either side was last active, and what the outlook says.</summary>
/// <param name="LastInteraction">Customer-local day on which either side was last active.</param>
/// <param name="LastPurchase">Day of the last purchase; <c>null</c> for somebody who never bought.</param>
public readonly record struct CadenceFacts(LocalDate LastInteraction, LocalDate? LastPurchase)
{
    private const double DaysInYear = 365;

    /// <summary>Expected value in a year, in major units; <c>null</c> where it is not known.</summary>
    public double? YearlyValue { get; init; }

    /// <summary>The currency of <see cref="YearlyValue"/>; <c>null</c> for that of the profile.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Chance that the customer has left, 0 to 1; <c>null</c> where it is not known.</summary>
    public double? ProbabilityLeft { get; init; }

    /// <summary>Chance that a customer who is still one leaves soon, 0 to 1; <c>null</c> where nobody made an early warning. It counts only beside <see cref="ProbabilityLeft"/>.</summary>
    public double? ProbabilityOfLeaving { get; init; }

    /// <summary>First day of the window in which the next purchase is expected; <c>null</c> where it is not known.</summary>
    public LocalDate? WindowStart { get; init; }

    /// <summary>The day from which intervals are counted: the later of the two.</summary>
    public LocalDate Anchor => LastPurchase is { } bought ? LocalDate.Max(bought, LastInteraction) : LastInteraction;

    /// <summary>What a snapshot tells.</summary>
    /// <param name="customer">The snapshot; days of its history are told on the clock where the person is.</param>
    /// <returns>The facts; <c>null</c> where neither side was ever heard of, so that there is no day to count from.</returns>
    public static CadenceFacts? Of(CustomerSnapshot customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        var history = customer.History;
        var active = history.Summary.LastInteraction is { } at ? history.DayOf(at) : (LocalDate?)null;
        var bought = Later(customer.LastPurchase, history.Summary.LastPurchase);
        if ((Later(active, customer.LastContact) ?? bought) is not { } last)
        {
            return null;
        }

        var (value, attrition) = (customer.Outlook.Value, customer.Outlook.Attrition);
        return new CadenceFacts(last, bought)
        {
            YearlyValue = value is { HorizonDays: > 0 } ? (double)value.ExpectedValue.Amount * (DaysInYear / value.HorizonDays) : null,
            Currency = value?.ExpectedValue.Currency,
            ProbabilityLeft = attrition?.ProbabilityLeft,
            ProbabilityOfLeaving = attrition?.ProbabilityOfLeaving,
            WindowStart = customer.Outlook.Rhythm?.WindowStart,
        };
    }

    private static LocalDate? Later(LocalDate? left, LocalDate? right) => right is null || left >= right ? left : right;
}

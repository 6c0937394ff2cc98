namespace CrmKit.Churn;

/// <summary>The customers who came in one month, and what became of them.</summary>
/// <param name="Month">Their first month as customers, as <see cref="SubscriptionLedger"/> counts months; that of the opening snapshot for those who had come before.</param>
/// <param name="CalendarMonth">The month in the calendar; <c>null</c> where the ledger has but numbers.</param>
/// <param name="Customers">How many they were.</param>
/// <param name="FirstMrr">What they paid a month at first.</param>
/// <param name="Ages">Month after month from age 0, one entry for each.</param>
public sealed record RetentionCohort(int Month, YearMonth? CalendarMonth, long Customers, Money FirstMrr, ImmutableArray<CohortAge> Ages)
{
    /// <summary>The share that is there at an age; those who came back included.</summary>
    /// <param name="age">Months since the first, 0 to the last of <see cref="Ages"/>.</param>
    public AccountRatio ActiveShare(int age) => AccountRatio.Of(Ages[age].Active, Customers);

    /// <summary>The share that was there in every month up to an age.</summary>
    /// <param name="age">Months since the first, 0 to the last of <see cref="Ages"/>.</param>
    public AccountRatio NeverLeftShare(int age) => AccountRatio.Of(Ages[age].NeverLeft, Customers);

    /// <summary>What they pay at an age over what they paid at first.</summary>
    /// <param name="age">Months since the first, 0 to the last of <see cref="Ages"/>.</param>
    public AccountRatio MrrShare(int age) => AccountRatio.Of(Ages[age].Mrr, FirstMrr);
}

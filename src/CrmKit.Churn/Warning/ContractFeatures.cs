namespace CrmKit.Churn;

/// <summary>What a ledger of contracts shows of a customer before the customer leaves, as rows for an <see cref="EarlyWarningEstimator"/>.</summary>
/// <remarks>A row knows what had happened by the end of its month and nothing later. The values come from the ledger, so that the features' own functions find nothing in a timeline. Thread-safe.</remarks>
public static class ContractFeatures
{
    private const int RecentMonths = 3;
    private const double DaysPerMonth = 365.2425 / 12;

    // Ledgers of numbered months have no days; a row needs one to be earlier or later than others.
    private static readonly LocalDate NumberedMonthZero = new(2000, 1, 31);

    /// <summary>Tenure, revenue, whether it shrank or grew of late, whether the customer has come back from leaving, and whether the contract rests.</summary>
    public static ImmutableArray<Feature> All { get; } =
    [
        Of("tenure", "ln(1 + months)", ContractReasons.Tenure, new FeaturePrior(2, 1, -0.3)),
        Of("revenue", "ln(amount a month)", ContractReasons.Revenue, null),
        Of("shrunk", "0 or 1", ContractReasons.Shrunk, new FeaturePrior(0.05, 0.2, 0.2)),
        Of("grown", "0 or 1", ContractReasons.Grown, new FeaturePrior(0.05, 0.2, -0.1)),
        Of("returned", "0 or 1", ContractReasons.Returned, new FeaturePrior(0.05, 0.2, 0.1)),
        Of("paused", "0 or 1", ContractReasons.Paused, new FeaturePrior(0.05, 0.2, 0.3)),
    ];

    /// <summary>The rows to learn from: each customer at the end of each month, with whether it left within the months after.</summary>
    /// <remarks>O(rows); of a long history the latest months that fit are taken.</remarks>
    /// <param name="ledger">The contracts.</param>
    /// <param name="policy">Whether a pause is leaving.</param>
    /// <param name="horizonMonths">Months within which a customer leaves or not, 1 or more; 1 unless told.</param>
    /// <param name="mostRows">Rows at most, but for those of one month; 200,000 unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static FeatureTable History(SubscriptionLedger ledger, PausePolicy policy = PausePolicy.PauseIsChurn, int horizonMonths = 1, int mostRows = 200_000)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonMonths, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostRows, 1);

        // A month that is not over has not shown yet who leaves in it.
        var known = ledger.IsLastMonthWhole ? ledger.LastMonth : ledger.LastMonth - 1;
        var until = known - horizonMonths;
        return Table(ledger, policy, horizonMonths, From(ledger, policy, until, mostRows), until);
    }

    /// <summary>The rows to foretell: each customer who is one now.</summary>
    /// <param name="ledger">The contracts.</param>
    /// <param name="policy">Whether a pause is leaving.</param>
    /// <param name="horizonMonths">Months within which a customer leaves or not, as in <see cref="History"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static FeatureTable Now(SubscriptionLedger ledger, PausePolicy policy = PausePolicy.PauseIsChurn, int horizonMonths = 1)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonMonths, 1);
        return Table(ledger, policy, horizonMonths, ledger.LastMonth, ledger.LastMonth);
    }

    private static Feature Of(string name, string unit, string reason, FeaturePrior? prior) =>
        new(name, static _ => null) { Unit = unit, ReasonCode = reason, Prior = prior, Description = "Read from a ledger of contracts; unknown of a timeline." };

    // The earliest month such that the rows from it on are not too many.
    private static int From(SubscriptionLedger ledger, PausePolicy policy, int until, int mostRows)
    {
        var perMonth = new int[Math.Max(0, until - ledger.FirstMonth + 1)];
        foreach (var stay in ContractStay.Of(ledger, policy))
        {
            for (var month = Math.Max(ledger.FirstMonth, stay.From); month < stay.To && month <= until; month++)
            {
                perMonth[month - ledger.FirstMonth]++;
            }
        }

        var (from, rows) = (until, 0L);
        for (var month = until; month >= ledger.FirstMonth; month--)
        {
            rows += perMonth[month - ledger.FirstMonth];
            if (rows > mostRows && month < until)
            {
                break;
            }

            from = month;
        }

        return from;
    }

    private static FeatureTable Table(SubscriptionLedger ledger, PausePolicy policy, int horizonMonths, int from, int until)
    {
        var builder = new FeatureTableBuilder(All, (int)Math.Round(horizonMonths * DaysPerMonth));
        Span<double> values = stackalloc double[All.Length];
        foreach (var stay in ContractStay.Of(ledger, policy))
        {
            for (var month = Math.Max(from, stay.From); month < stay.To && month <= until; month++)
            {
                Describe(ledger, stay, month, values);
                builder.Add(stay.Customer, DayOf(ledger, month), values, HasLeft(ledger, stay, month + horizonMonths));
            }
        }

        return builder.Build();
    }

    // In the order of All.
    private static void Describe(SubscriptionLedger ledger, in ContractStay stay, int month, Span<double> values)
    {
        // Numbered months begin somewhere: who was there in the first of them may have come at any time before, and left before too.
        var isStartKnown = ledger.AsOf is not null || stay.FirstEver > ledger.FirstMonth;
        var isPastKnown = isStartKnown || month - ledger.FirstMonth >= RecentMonths;
        values[0] = isStartKnown ? Math.Log(1d + month - stay.FirstEver) : double.NaN;
        values[1] = stay.Mrr > 0 ? Math.Log((double)stay.Mrr) : double.NaN;
        values[2] = month - stay.LastShrunk < RecentMonths ? 1 : isPastKnown ? 0 : double.NaN;
        values[3] = month - stay.LastGrown < RecentMonths ? 1 : isPastKnown ? 0 : double.NaN;
        values[4] = stay.HasReturned ? 1 : isStartKnown ? 0 : double.NaN;
        values[5] = stay.IsPaused ? 1 : 0;
    }

    private static bool? HasLeft(SubscriptionLedger ledger, in ContractStay stay, int until) => stay.EndOfStay <= Math.Min(until, ledger.LastMonth) ? true
        : until <= ledger.LastMonth ? false
        : null;

    // A month that is not over is known up to the last day looked at.
    private static LocalDate DayOf(SubscriptionLedger ledger, int month) => ledger.EndOf(month) is { } end
        ? LocalDate.Min(end, ledger.AsOf ?? end)
        : NumberedMonthZero.PlusMonths(month - ledger.OpeningMonth);
}

namespace CrmKit.Churn;

/// <summary>How many customers left at which renewal, and how many are still there after how many: all that the models of contract churn read of their customers. Immutable.</summary>
/// <remarks>Cohorts that began at different times add up, since the models know renewals and no dates. Counts may be fractions, where customers carry weights.</remarks>
public sealed class RetentionCounts
{
    private RetentionCounts(ImmutableArray<int> renewals, ImmutableArray<double> left, ImmutableArray<double> active) =>
        (Renewals, Left, Active, Customers) = (renewals, left, active, left.Sum() + active.Sum());

    /// <summary>The numbers of renewals at which somebody left or was last seen, rising.</summary>
    public ImmutableArray<int> Renewals { get; }

    /// <summary>For each of <see cref="Renewals"/>: how many did not take that renewal.</summary>
    public ImmutableArray<double> Left { get; }

    /// <summary>For each of <see cref="Renewals"/>: how many had taken that renewal and were customers when last seen.</summary>
    public ImmutableArray<double> Active { get; }

    /// <summary>How many customers there are.</summary>
    public double Customers { get; }

    /// <summary>Counts cohorts.</summary>
    /// <param name="cohorts">For each cohort its size and then how many were still there after 1, 2, ... renewals: 0 or more, finite, never rising. Cohorts may be of any length.</param>
    /// <exception cref="ArgumentException">A cohort is empty, or a count is out of range; cohort and period are named.</exception>
    public static RetentionCounts OfCohorts(params IEnumerable<IReadOnlyList<double>> cohorts)
    {
        ArgumentNullException.ThrowIfNull(cohorts);
        var counts = new SortedDictionary<int, (double Left, double Active)>();
        var number = 0;
        foreach (var cohort in cohorts)
        {
            if (cohort is not { Count: > 0 })
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Cohort {number} is empty; it must begin with its size."), nameof(cohorts));
            }

            for (var t = 0; t < cohort.Count; t++)
            {
                if (!(cohort[t] >= 0 && double.IsFinite(cohort[t])) || (t > 0 && cohort[t] > cohort[t - 1]))
                {
                    throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Cohort {number}, period {t}: {cohort[t]} active; it must be 0 or more, finite, and no more than the period before."), nameof(cohorts));
                }

                if (t > 0)
                {
                    Add(counts, t, cohort[t - 1] - cohort[t], 0);
                }
            }

            Add(counts, cohort.Count - 1, 0, cohort[^1]);
            number++;
        }

        return Of(counts);
    }

    /// <summary>Counts customers one by one.</summary>
    /// <param name="renewals">How many renewals each has taken, 0 or more: one who left at the first opportunity has taken none.</param>
    /// <param name="isActive">Whether the customer is still one; those who are not left at the renewal after the last one taken.</param>
    /// <param name="weight">How much each counts, 0 or more and finite; empty where each counts once.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a value is out of range; its row is named.</exception>
    public static RetentionCounts OfCustomers(ReadOnlySpan<int> renewals, ReadOnlySpan<bool> isActive, ReadOnlySpan<double> weight = default)
    {
        if (isActive.Length != renewals.Length || (weight.Length != 0 && weight.Length != renewals.Length))
        {
            throw new ArgumentException("The columns must have one length.", nameof(isActive));
        }

        var counts = new SortedDictionary<int, (double Left, double Active)>();
        for (var i = 0; i < renewals.Length; i++)
        {
            var count = weight.IsEmpty ? 1 : weight[i];
            if (renewals[i] is < 0 or int.MaxValue || !(count >= 0 && double.IsFinite(count)))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {i}: {renewals[i]} renewals with weight {count}; both must be 0 or more and finite."), nameof(renewals));
            }

            Add(counts, isActive[i] ? renewals[i] : renewals[i] + 1, isActive[i] ? 0 : count, isActive[i] ? count : 0);
        }

        return Of(counts);
    }

    private static void Add(SortedDictionary<int, (double Left, double Active)> counts, int renewal, double left, double active)
    {
        if (left > 0 || active > 0)
        {
            var known = counts.GetValueOrDefault(renewal);
            counts[renewal] = (known.Left + left, known.Active + active);
        }
    }

    private static RetentionCounts Of(SortedDictionary<int, (double Left, double Active)> counts) =>
        new([.. counts.Keys], [.. counts.Values.Select(pair => pair.Left)], [.. counts.Values.Select(pair => pair.Active)]);
}

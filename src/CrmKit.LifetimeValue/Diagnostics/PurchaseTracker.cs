using System.Runtime.InteropServices;

namespace CrmKit.LifetimeValue;

/// <summary>Sets what a customer base bought, week by week, beside what a model expected of it.</summary>
/// <remarks>
/// The tracking plot of Fader, Hardie and Lee (2005). Purchases are added one by one in any order; 4 bytes a purchase day are held. Not thread-safe.
/// Only customers whose first purchase lies in the calibration are tracked, on both sides: a model fitted on them speaks of no one else.
/// </remarks>
public sealed class PurchaseTracker
{
    private readonly Dictionary<CustomerId, List<int>> _days = [];

    /// <summary>Adds a purchase; a customer's purchases of one day are one.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="day">The day.</param>
    public void Add(CustomerId customer, LocalDate day)
    {
        ref var days = ref CollectionsMarshal.GetValueRefOrAddDefault(_days, customer, out _);
        days ??= [];
        days.Add(DayNumber.From(day));
    }

    /// <summary>Counts and expects cumulative repeat purchase days to the end of each whole week.</summary>
    /// <remarks>O(n log n) in a customer's purchases, and one expectation for each distinct age.</remarks>
    /// <param name="model">The model, fitted on the calibration.</param>
    /// <param name="calibrationEnd">Last day of the calibration.</param>
    /// <param name="holdoutEnd">Last day that the purchases reach, not before <paramref name="calibrationEnd"/>.</param>
    /// <returns>Week 1 begins on the day of the earliest first purchase. Without a customer in the calibration, or a whole week, there are no weeks.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The holdout ends before the calibration.</exception>
    public PurchaseTracking Build(IPurchaseModel model, LocalDate calibrationEnd, LocalDate holdoutEnd)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (holdoutEnd < calibrationEnd)
        {
            throw new ArgumentOutOfRangeException(nameof(holdoutEnd), holdoutEnd, $"The holdout cannot end before the calibration, {calibrationEnd}.");
        }

        var (lastFirst, last) = (DayNumber.From(calibrationEnd), DayNumber.From(holdoutEnd));
        var arrivals = new SortedDictionary<int, int>();
        var repeats = new List<int>();
        foreach (var days in _days.Values)
        {
            Collect(days, lastFirst, last, arrivals, repeats);
        }

        if (arrivals.Count == 0)
        {
            return new PurchaseTracking(calibrationEnd, 0, [], []);
        }

        var start = arrivals.Keys.First();
        var weeks = (last - start + 1) / 7;
        var actual = Actual(repeats, start, weeks);
        var expected = Expected(model, arrivals, start, weeks);
        return new PurchaseTracking(DayNumber.ToDate(start), (lastFirst - start + 1) / 7, actual, expected);
    }

    private static void Collect(List<int> days, int lastFirst, int last, SortedDictionary<int, int> arrivals, List<int> repeats)
    {
        days.Sort();
        var first = days[0];
        if (first > lastFirst)
        {
            return;
        }

        arrivals[first] = arrivals.GetValueOrDefault(first) + 1;
        for (var i = 1; i < days.Count && days[i] <= last; i++)
        {
            if (days[i] != days[i - 1])
            {
                repeats.Add(days[i]);
            }
        }
    }

    private static ImmutableArray<int> Actual(List<int> repeats, int start, int weeks)
    {
        var counts = new int[weeks];
        foreach (var day in repeats)
        {
            var week = (day - start) / 7;
            if (week < weeks)
            {
                counts[week]++;
            }
        }

        for (var week = 1; week < weeks; week++)
        {
            counts[week] += counts[week - 1];
        }

        return [.. counts];
    }

    // Sum of E[X(t)], t counted from each customer's own first purchase (Fader, Hardie and Lee 2005, section 4).
    private static ImmutableArray<double> Expected(IPurchaseModel model, SortedDictionary<int, int> arrivals, int start, int weeks)
    {
        var byAge = new Dictionary<int, double>();
        var expected = new double[weeks];
        for (var week = 0; week < weeks; week++)
        {
            var end = start + (7 * week) + 6;
            foreach (var (first, customers) in arrivals)
            {
                var age = end - first;
                if (age <= 0)
                {
                    break;
                }

                if (!byAge.TryGetValue(age, out var repeats))
                {
                    repeats = model.ExpectedPurchases(age / model.DaysPerTimeUnit);
                    byAge.Add(age, repeats);
                }

                expected[week] += customers * repeats;
            }
        }

        return [.. expected];
    }
}

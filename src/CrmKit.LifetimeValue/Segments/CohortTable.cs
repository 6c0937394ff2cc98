using System.Runtime.InteropServices;

namespace CrmKit.LifetimeValue;

/// <summary>Who came when, and what became of them: customers by the span of their first purchase, followed span by span.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CohortTable
{
    private static readonly int FirstYear = LocalDate.MinIsoValue.Year;

    private CohortTable(CohortSpan span, LocalDate observedUntil, ImmutableArray<Cohort> cohorts)
    {
        Span = span;
        ObservedUntil = observedUntil;
        Cohorts = cohorts;
    }

    /// <summary>How long the spans are.</summary>
    public CohortSpan Span { get; }

    /// <summary>Last day observed, inclusive.</summary>
    public LocalDate ObservedUntil { get; }

    /// <summary>The cohorts with a customer, the earliest first.</summary>
    public ImmutableArray<Cohort> Cohorts { get; }

    /// <summary>Counts the purchases of a customer base.</summary>
    /// <remarks>Purchases of one day are one. O(n log n).</remarks>
    /// <param name="purchases">Purchases net of returns, in any order, all in one currency.</param>
    /// <param name="observedUntil">Last day observed, inclusive; later purchases are left out.</param>
    /// <param name="span">How long the spans are; months unless told.</param>
    /// <exception cref="CurrencyMismatchException">The purchases mix currencies.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The span is not one of the three.</exception>
    public static CohortTable Build(IEnumerable<NetPurchase> purchases, LocalDate observedUntil, CohortSpan span = CohortSpan.Month)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        var months = MonthsOf(span);
        Currency? currency = null;
        var byCustomer = new Dictionary<CustomerId, SortedDictionary<LocalDate, decimal>>();
        foreach (var purchase in purchases)
        {
            currency ??= purchase.Amount.Currency;
            if (purchase.Amount.Currency != currency)
            {
                throw new CurrencyMismatchException(currency.Value, purchase.Amount.Currency);
            }

            if (purchase.Day <= observedUntil)
            {
                ref var days = ref CollectionsMarshal.GetValueRefOrAddDefault(byCustomer, purchase.Customer, out _);
                days ??= [];
                days[purchase.Day] = days.GetValueOrDefault(purchase.Day) + purchase.Amount.Amount;
            }
        }

        var cohorts = byCustomer.Values
            .GroupBy(days => SpanOf(days.Keys.First(), months))
            .OrderBy(cohort => cohort.Key)
            .Select(cohort => Follow(cohort.Key, [.. cohort], observedUntil, months, currency ?? Currency.None));
        return new CohortTable(span, observedUntil, [.. cohorts]);
    }

    private static Cohort Follow(int start, ImmutableArray<SortedDictionary<LocalDate, decimal>> customers, LocalDate observedUntil, int months, Currency currency)
    {
        var last = SpanOf(observedUntil, months);
        var cells = new (int Customers, int Purchases, decimal Revenue)[last - start + 1];
        foreach (var customer in customers)
        {
            var seen = -1;
            foreach (var (day, amount) in customer)
            {
                var span = SpanOf(day, months) - start;
                cells[span].Customers += span > seen ? 1 : 0;
                cells[span].Purchases++;
                cells[span].Revenue += amount;
                seen = span;
            }
        }

        var isLastComplete = observedUntil == LocalDate.MaxIsoValue || SpanOf(observedUntil.PlusDays(1), months) > last;
        return new Cohort(
            FirstDay(start, months),
            customers.Length,
            customers.Count(customer => customer.Count > 1),
            [.. cells.Select((cell, i) => new CohortCell(cell.Customers, cell.Purchases, new Money(cell.Revenue, currency), i < cells.Length - 1 || isLastComplete))]);
    }

    private static int MonthsOf(CohortSpan span) => span switch
    {
        CohortSpan.Month => 1,
        CohortSpan.Quarter => 3,
        CohortSpan.Year => 12,
        _ => throw new ArgumentOutOfRangeException(nameof(span), span, "A span is a month, a quarter or a year."),
    };

    // Months since the one before which there is none, so that a quotient rounds down in years before the first one too.
    private static int SpanOf(LocalDate day, int months) => (((day.Year - FirstYear) * 12) + day.Month - 1) / months;

    private static LocalDate FirstDay(int span, int months) => new((span * months / 12) + FirstYear, (span * months % 12) + 1, 1);
}

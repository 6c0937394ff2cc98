using System.Collections;

namespace CrmKit;

/// <summary>The summaries of many customers up to one day, net of returns, in ordinal order of the customer id.</summary>
/// <remarks>Immutable and thread-safe. Customers whose first purchase lies after the day, or who returned all that they bought, are not in it.</remarks>
public sealed class PurchaseSummaries : IReadOnlyList<PurchaseSummary>
{
    private readonly ImmutableArray<PurchaseSummary> _summaries;

    internal PurchaseSummaries(ImmutableArray<PurchaseSummary> summaries, LocalDate until, Currency currency, UnmatchedReturns unmatched)
    {
        _summaries = summaries;
        UnmatchedReturns = unmatched;
        ObservedUntil = until;
        Currency = currency;
    }

    /// <summary>Last day observed, inclusive.</summary>
    public LocalDate ObservedUntil { get; }

    /// <summary>The one currency of all amounts.</summary>
    public Currency Currency { get; }

    /// <summary>What was given back for purchases that are not among these.</summary>
    public UnmatchedReturns UnmatchedReturns { get; }

    /// <summary>Number of customers.</summary>
    public int Count => _summaries.Length;

    /// <summary>The summary at a position.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public PurchaseSummary this[int index] => _summaries[index];

    /// <summary>Summarises the program's own orders, with amounts as bare numbers of one currency.</summary>
    /// <typeparam name="T">The program's own order.</typeparam>
    /// <param name="orders">Orders, in any order.</param>
    /// <param name="customer">The customer's key; text, numbers and GUIDs convert by themselves.</param>
    /// <param name="day">The day of the order.</param>
    /// <param name="amount">Money spent, zero or more.</param>
    /// <param name="until">Last day observed, inclusive; later orders are left out.</param>
    /// <param name="currency">The currency; none unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount is below zero.</exception>
    public static PurchaseSummaries From<T>(
        IEnumerable<T> orders, Func<T, CustomerId> customer, Func<T, DateOnly> day, Func<T, decimal> amount, DateOnly until, Currency currency = default)
    {
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(amount);
        var builder = new PurchaseSummaryBuilder(LocalDate.FromDateOnly(until), currency);
        foreach (var order in orders)
        {
            builder.Add(customer(order), LocalDate.FromDateOnly(day(order)), new Money(amount(order), currency));
        }

        return builder.Build();
    }

    /// <summary>Summarises the purchases of a timeline, net of its returns; other events are passed over.</summary>
    /// <remarks>How returns find their purchases: <see cref="PurchaseSummaryBuilder"/>.</remarks>
    /// <param name="events">Events, in any order.</param>
    /// <param name="until">Last day observed, inclusive; later purchases and returns are left out.</param>
    /// <param name="currency">The one currency of all purchases.</param>
    /// <exception cref="CurrencyMismatchException">A purchase or return has another currency.</exception>
    public static PurchaseSummaries From(IEnumerable<TimelineEvent> events, LocalDate until, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(events);
        var builder = new PurchaseSummaryBuilder(until, currency);
        foreach (var item in events)
        {
            builder.Add(item);
        }

        return builder.Build();
    }

    /// <summary>Summarises the purchases of a timeline, net of its returns; other events are passed over.</summary>
    /// <remarks>How returns find their purchases: <see cref="PurchaseSummaryBuilder"/>.</remarks>
    /// <param name="events">Events, in any order.</param>
    /// <param name="until">Last day observed, inclusive; later purchases and returns are left out.</param>
    /// <param name="currency">The one currency of all purchases.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CurrencyMismatchException">A purchase or return has another currency.</exception>
    public static async Task<PurchaseSummaries> FromAsync(
        IAsyncEnumerable<TimelineEvent> events, LocalDate until, Currency currency, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        var builder = new PurchaseSummaryBuilder(until, currency);
        await foreach (var item in events.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            builder.Add(item);
        }

        return builder.Build();
    }

    /// <inheritdoc/>
    public IEnumerator<PurchaseSummary> GetEnumerator() => ((IEnumerable<PurchaseSummary>)_summaries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

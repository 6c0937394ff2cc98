using System.Runtime.InteropServices;

namespace CrmKit;

/// <summary>Collects purchases in any order and summarises them per customer.</summary>
/// <remarks>Not thread-safe. Holds 20 bytes per purchase until the end; O(n log n) in the purchases of one customer.</remarks>
public sealed class PurchaseSummaryBuilder
{
    private readonly LocalDate _until;
    private readonly Currency _currency;
    private readonly Dictionary<CustomerId, int> _index = [];
    private readonly List<List<(LocalDate Day, decimal Amount)>> _purchases = [];

    /// <summary>Creates a builder.</summary>
    /// <param name="until">Last day observed, inclusive; later purchases are left out.</param>
    /// <param name="currency">The one currency of all purchases.</param>
    public PurchaseSummaryBuilder(LocalDate until, Currency currency)
    {
        _until = until;
        _currency = currency;
    }

    /// <summary>Adds a purchase.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="day">The day.</param>
    /// <param name="amount">Money spent, zero or more.</param>
    /// <exception cref="CurrencyMismatchException">The currency differs from the builder's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The amount is below zero.</exception>
    /// <exception cref="InvalidOperationException">The customer is <c>default(CustomerId)</c>.</exception>
    public void Add(CustomerId customer, LocalDate day, Money amount)
    {
        // Throws on default(CustomerId): later it would only be found while sorting.
        _ = customer.Value;
        if (amount.Currency != _currency)
        {
            throw new CurrencyMismatchException(_currency, amount.Currency);
        }

        // Also where the purchase lies after the last day and is left out.
        PurchaseSummary.CheckAmount(amount);
        if (day > _until)
        {
            return;
        }

        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_index, customer, out var known);
        if (!known)
        {
            slot = _purchases.Count;
            _purchases.Add([]);
        }

        _purchases[slot].Add((day, amount.Amount));
    }

    /// <summary>The summaries of everything added so far.</summary>
    public PurchaseSummaries Build()
    {
        var summaries = ImmutableArray.CreateBuilder<PurchaseSummary>(_index.Count);
        foreach (var (customer, slot) in _index)
        {
            summaries.Add(Summarise(customer, _purchases[slot]));
        }

        summaries.Sort(static (left, right) => left.Customer.CompareTo(right.Customer));
        return new PurchaseSummaries(summaries.MoveToImmutable(), _until, _currency);
    }

    private PurchaseSummary Summarise(CustomerId customer, List<(LocalDate Day, decimal Amount)> purchases)
    {
        purchases.Sort(static (left, right) => left.Day.CompareTo(right.Day));
        var summary = PurchaseSummary.Begin(customer, purchases[0].Day, new Money(purchases[0].Amount, _currency));
        foreach (var (day, amount) in CollectionsMarshal.AsSpan(purchases)[1..])
        {
            // Sorted above, so that every purchase is in order.
            summary.TryAppend(day, new Money(amount, _currency), out summary);
        }

        return summary.ObservedTo(_until);
    }
}

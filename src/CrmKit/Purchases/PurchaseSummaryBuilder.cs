using System.Runtime.InteropServices;

namespace CrmKit;

/// <summary>Collects purchases and returns in any order and summarises them per customer, net of returns.</summary>
/// <remarks>
/// <para>
/// A return that names its purchase lowers that purchase and no other. What names none lowers the customer's purchases of the return's day and before,
/// the latest first. A purchase that returns bring to zero is no purchase any more; one that cost nothing to begin
/// with stays one. What finds no purchase is counted in <see cref="PurchaseSummaries.UnmatchedReturns"/>; no amount ever falls below zero.
/// </para>
/// <para>
/// Not thread-safe. Holds 32 bytes per purchase until the end; O(n log n) in the purchases of one customer. Of a purchase's key a hash of 64 bits is
/// kept and looked up among the customer's own purchases alone: that two of a thousand keys share it has a chance of 1 in 10^13.
/// </para>
/// </remarks>
public sealed class PurchaseSummaryBuilder
{
    private readonly LocalDate _until;
    private readonly Currency _currency;
    private readonly Dictionary<CustomerId, int> _index = [];
    private readonly List<List<PurchaseRow>> _purchases = [];

    // Few customers return anything, so that the others pay nothing for it.
    private readonly Dictionary<CustomerId, List<ReturnRow>> _returns = [];

    /// <summary>Creates a builder.</summary>
    /// <param name="until">Last day observed, inclusive; later purchases and returns are left out.</param>
    /// <param name="currency">The one currency of all purchases.</param>
    public PurchaseSummaryBuilder(LocalDate until, Currency currency)
    {
        _until = until;
        _currency = currency;
    }

    /// <summary>Adds an event of a timeline: purchases and returns count, others are passed over.</summary>
    /// <param name="item">The event.</param>
    /// <exception cref="CurrencyMismatchException">The currency differs from the builder's.</exception>
    public void Add(TimelineEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        switch (item)
        {
            case Purchase purchase:
                Add(purchase.Customer, purchase.Day, purchase.Amount, purchase.Key);
                break;
            case PurchaseReturn given:
                AddReturn(given.Customer, given.Day, given.Amount, given.Purchase);
                break;
        }
    }

    /// <summary>Adds a purchase.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="day">The day.</param>
    /// <param name="amount">Money spent, zero or more.</param>
    /// <param name="key">The key by which returns may name it; <c>null</c> where none does.</param>
    /// <exception cref="CurrencyMismatchException">The currency differs from the builder's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The amount is below zero.</exception>
    /// <exception cref="InvalidOperationException">The customer is <c>default(CustomerId)</c>.</exception>
    public void Add(CustomerId customer, LocalDate day, Money amount, EventKey? key = null)
    {
        CheckCurrency(customer, amount);

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

        _purchases[slot].Add(new PurchaseRow(day, amount.Amount, PurchaseRow.HashOf(key)));
    }

    /// <summary>Adds a return.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="day">The day of the return.</param>
    /// <param name="amount">Money given back, above zero.</param>
    /// <param name="purchase">The key of the customer's purchase that it belongs to; <c>null</c> where the source does not say.</param>
    /// <exception cref="CurrencyMismatchException">The currency differs from the builder's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The amount is zero or below it.</exception>
    /// <exception cref="InvalidOperationException">The customer is <c>default(CustomerId)</c>.</exception>
    public void AddReturn(CustomerId customer, LocalDate day, Money amount, EventKey? purchase = null)
    {
        CheckCurrency(customer, amount);
        if (amount.Amount <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "A return is above zero.");
        }

        if (day > _until)
        {
            return;
        }

        ref var returns = ref CollectionsMarshal.GetValueRefOrAddDefault(_returns, customer, out _);
        (returns ??= []).Add(new ReturnRow(day, amount.Amount, PurchaseRow.HashOf(purchase)));
    }

    /// <summary>The summaries of everything added so far.</summary>
    public PurchaseSummaries Build() => Build(_until);

    /// <summary>The summaries of what was added so far, as of an earlier day.</summary>
    /// <param name="until">Last day observed, inclusive, not after the builder's own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day lies after the builder's own.</exception>
    public PurchaseSummaries Build(LocalDate until)
    {
        if (until > _until)
        {
            throw new ArgumentOutOfRangeException(nameof(until), until, $"The builder holds purchases until {_until} alone.");
        }

        var summaries = ImmutableArray.CreateBuilder<PurchaseSummary>(_index.Count);
        var unmatched = new UnmatchedReturns(0, Money.Zero(_currency));
        foreach (var customer in _index.Keys)
        {
            var purchases = Net(customer, until, ref unmatched);
            if (!purchases.IsEmpty)
            {
                summaries.Add(Summarise(customer, purchases, until));
            }
        }

        foreach (var (_, returns) in _returns.Where(pair => !_index.ContainsKey(pair.Key)))
        {
            unmatched += new ReturnMatching([], returns.Where(row => row.Day <= until)).Unmatched(_currency);
        }

        summaries.Sort(static (left, right) => left.Customer.CompareTo(right.Customer));
        return new PurchaseSummaries(summaries.DrainToImmutable(), until, _currency, unmatched);
    }

    /// <summary>What is left of the purchases after the returns, customer by customer.</summary>
    public IEnumerable<NetPurchase> NetPurchases()
    {
        foreach (var customer in _index.Keys)
        {
            var unmatched = new UnmatchedReturns(0, Money.Zero(_currency));
            foreach (var row in Net(customer, _until, ref unmatched).ToArray())
            {
                yield return new NetPurchase(customer, row.Day, new Money(row.Amount, _currency));
            }
        }
    }

    private Span<PurchaseRow> Net(CustomerId customer, LocalDate until, ref UnmatchedReturns unmatched)
    {
        var rows = _purchases[_index[customer]];
        if (!_returns.TryGetValue(customer, out var returns))
        {
            return until == _until ? CollectionsMarshal.AsSpan(rows) : rows.Where(row => row.Day <= until).ToArray();
        }

        var matching = new ReturnMatching(rows.Where(row => row.Day <= until), returns.Where(row => row.Day <= until));
        unmatched += matching.Unmatched(_currency);
        return matching.Net();
    }

    private void CheckCurrency(CustomerId customer, Money amount)
    {
        // Throws on default(CustomerId): later it would only be found while sorting.
        _ = customer.Value;
        if (amount.Currency != _currency)
        {
            throw new CurrencyMismatchException(_currency, amount.Currency);
        }
    }

    private PurchaseSummary Summarise(CustomerId customer, Span<PurchaseRow> purchases, LocalDate until)
    {
        purchases.Sort(static (left, right) => left.Day.CompareTo(right.Day));
        var summary = PurchaseSummary.Begin(customer, purchases[0].Day, new Money(purchases[0].Amount, _currency));
        foreach (ref readonly var purchase in purchases[1..])
        {
            // Sorted above, so that every purchase is in order.
            summary.TryAppend(purchase.Day, new Money(purchase.Amount, _currency), out summary);
        }

        return summary.ObservedTo(until);
    }
}

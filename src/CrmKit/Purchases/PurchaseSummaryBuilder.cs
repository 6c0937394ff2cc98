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
/// Not thread-safe. Holds 36 bytes per purchase until the end; O(n log n) in the purchases of one customer and in the customers. Of a purchase's key a hash of 64 bits is
/// kept and looked up among the customer's own purchases alone: that two of a thousand keys share it has a chance of 1 in 10^13.
/// </para>
/// </remarks>
public sealed class PurchaseSummaryBuilder
{
    private readonly LocalDate _until;
    private readonly Currency _currency;
    private readonly Dictionary<CustomerId, int> _index = [];

    // All purchases in one list, those of a customer linked in the order in which they came: a list for each customer would cost more than what it holds.
    private readonly List<PurchaseRow> _rows = [];
    private readonly List<int> _next = [];
    private readonly List<(CustomerId Customer, int First, int Last)> _chains = [];

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
        var row = _rows.Count;
        _rows.Add(new PurchaseRow(day, amount.Amount, PurchaseRow.HashOf(key)));
        _next.Add(-1);
        if (known)
        {
            ref var chain = ref CollectionsMarshal.AsSpan(_chains)[slot];
            _next[chain.Last] = row;
            chain.Last = row;
        }
        else
        {
            slot = _chains.Count;
            _chains.Add((customer, row, row));
        }
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
        var purchases = new List<PurchaseRow>();
        foreach (var slot in CustomerOrder.Of([.. _chains.Select(chain => chain.Customer)]))
        {
            Net(slot, until, purchases, ref unmatched);
            if (purchases.Count > 0)
            {
                summaries.Add(Summarise(_chains[slot].Customer, CollectionsMarshal.AsSpan(purchases), until));
            }
        }

        foreach (var (_, returns) in _returns.Where(pair => !_index.ContainsKey(pair.Key)))
        {
            unmatched += new ReturnMatching([], returns.Where(row => row.Day <= until)).Unmatched(_currency);
        }

        return new PurchaseSummaries(summaries.DrainToImmutable(), until, _currency, unmatched);
    }

    /// <summary>What is left of the purchases after the returns, customer by customer.</summary>
    public IEnumerable<NetPurchase> NetPurchases()
    {
        var purchases = new List<PurchaseRow>();
        for (var slot = 0; slot < _chains.Count; slot++)
        {
            var unmatched = new UnmatchedReturns(0, Money.Zero(_currency));
            Net(slot, _until, purchases, ref unmatched);
            foreach (var row in purchases)
            {
                yield return new NetPurchase(_chains[slot].Customer, row.Day, new Money(row.Amount, _currency));
            }
        }
    }

    private void Net(int slot, LocalDate until, List<PurchaseRow> purchases, ref UnmatchedReturns unmatched)
    {
        purchases.Clear();
        var (customer, first, _) = _chains[slot];
        for (var row = first; row >= 0; row = _next[row])
        {
            if (_rows[row].Day <= until)
            {
                purchases.Add(_rows[row]);
            }
        }

        if (_returns.Count > 0 && _returns.TryGetValue(customer, out var returns))
        {
            var matching = new ReturnMatching(purchases, returns.Where(row => row.Day <= until));
            unmatched += matching.Unmatched(_currency);
            purchases.Clear();
            purchases.AddRange(matching.Net());
        }
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
        var (first, last, repeats, gaps) = (purchases[0].Day, purchases[0].Day, 0, default(LogDaySum));
        decimal firstSpend = 0, repeatSpend = 0;
        foreach (ref readonly var purchase in purchases)
        {
            if (purchase.Day == first)
            {
                firstSpend += purchase.Amount;
                continue;
            }

            repeatSpend += purchase.Amount;
            if (purchase.Day != last)
            {
                repeats++;
                gaps = gaps.Plus(Period.DaysBetween(last, purchase.Day));
                last = purchase.Day;
            }
        }

        return new PurchaseSummary(customer, first, last, until, repeats, new Money(firstSpend, _currency), new Money(repeatSpend, _currency), gaps);
    }
}

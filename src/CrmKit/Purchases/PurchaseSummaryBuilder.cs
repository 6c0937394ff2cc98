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
/// Not thread-safe. Holds 16 bytes per purchase, 24 where they have keys, and as much again while it summarises; O(n) in purchases that come in order of their days.
/// Of a purchase's key a hash of 64 bits is kept and looked up among the customer's own purchases alone: that two of a thousand keys share it has a chance of 1 in 10^13.
/// </para>
/// </remarks>
public sealed class PurchaseSummaryBuilder
{
    private readonly LocalDate _until;
    private readonly Currency _currency;
    private readonly PurchaseLog _log = new();

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

        _log.Add(customer, day, amount.Amount, key);
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

        _log.Settle();
        var order = CustomerOrder.Of(_log.Customers);
        var places = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
        {
            places[order[place]] = place;
        }

        var purchases = _log.Gather(places, until, out var ends);
        var (summaries, count) = (new PurchaseSummary[CountFilled(ends)], 0);
        var unmatched = new UnmatchedReturns(0, Money.Zero(_currency));
        var whole = WholeAmounts();
        var returned = RowsWithReturns(until);
        for (int place = 0, from = 0; place < order.Length; from = ends[place++])
        {
            var own = purchases.AsSpan(from..ends[place]);
            if (returned.TryGetValue(order[place], out var rows))
            {
                own = own[..Net(_log.Customers[order[place]], rows, until, own, whole, ref unmatched)];
            }

            if (own.Length > 0)
            {
                summaries[count++] = Summarise(_log.Customers[order[place]], own, until, whole);
            }
        }

        foreach (var (_, returns) in _returns.Where(pair => _log.Customers.Find(pair.Key) < 0))
        {
            unmatched += new ReturnMatching([], returns.Where(row => row.Day <= until)).Unmatched(_currency);
        }

        Array.Resize(ref summaries, count);
        return new PurchaseSummaries(ImmutableCollectionsMarshal.AsImmutableArray(summaries), until, _currency, unmatched);
    }

    /// <summary>What is left of the purchases after the returns, customer by customer.</summary>
    public IEnumerable<NetPurchase> NetPurchases()
    {
        _log.Settle();
        var purchases = _log.Gather([.. Enumerable.Range(0, _log.Customers.Count)], _until, out var ends);
        var whole = WholeAmounts();
        var returned = RowsWithReturns(_until);
        for (int number = 0, from = 0; number < ends.Length; from = ends[number++])
        {
            var (customer, end) = (_log.Customers[number], ends[number]);
            if (returned.TryGetValue(number, out var rows))
            {
                var unmatched = new UnmatchedReturns(0, Money.Zero(_currency));
                end = from + Net(customer, rows, _until, purchases.AsSpan(from..end), whole, ref unmatched);
            }

            for (var i = from; i < end; i++)
            {
                yield return new NetPurchase(customer, purchases[i].Day, new Money(purchases[i].Amount.ToDecimal(whole), _currency));
            }
        }
    }

    // Returns leave other amounts than those that were added; a list of their own, so that summarising leaves no trace in the log.
    private List<decimal> WholeAmounts() => _returns.Count == 0 ? _log.Whole : [.. _log.Whole];

    // The purchases of customers who returned something, by number of the customer.
    private Dictionary<int, List<PurchaseRow>> RowsWithReturns(LocalDate until) =>
        _log.RowsOf(_returns.Keys.Select(_log.Customers.Find).Where(number => number >= 0), until);

    // Writes what is left of one customer's purchases in their place, and returns how many they are.
    private int Net(CustomerId customer, List<PurchaseRow> rows, LocalDate until, Span<PurchaseEntry> left, List<decimal> whole, ref UnmatchedReturns unmatched)
    {
        var matching = new ReturnMatching(rows, _returns[customer].Where(row => row.Day <= until));
        unmatched += matching.Unmatched(_currency);
        var count = 0;
        foreach (var row in matching.Net())
        {
            left[count++] = new PurchaseEntry(0, row.Day, PackedAmount.Of(row.Amount, whole));
        }

        return count;
    }

    private static int CountFilled(int[] ends)
    {
        var count = 0;
        for (var place = 0; place < ends.Length; place++)
        {
            count += ends[place] > (place == 0 ? 0 : ends[place - 1]) ? 1 : 0;
        }

        return count;
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

    private PurchaseSummary Summarise(CustomerId customer, Span<PurchaseEntry> purchases, LocalDate until, List<decimal> whole)
    {
        SortDays(purchases);
        var (first, last, repeats, gaps) = (purchases[0].Day, purchases[0].Day, 0, default(LogDaySum));
        AmountSum firstSpend = default, repeatSpend = default;
        foreach (ref readonly var purchase in purchases)
        {
            if (purchase.Day == first)
            {
                firstSpend.Add(purchase.Amount, whole);
                continue;
            }

            repeatSpend.Add(purchase.Amount, whole);
            if (purchase.Day != last)
            {
                repeats++;
                gaps = gaps.Plus(Period.DaysBetween(last, purchase.Day));
                last = purchase.Day;
            }
        }

        return new PurchaseSummary(customer, first, last, until, repeats, new Money(firstSpend.Value, _currency), new Money(repeatSpend.Value, _currency), gaps);
    }

    // Most customers' purchases come in order of their days.
    private static void SortDays(Span<PurchaseEntry> purchases)
    {
        for (var i = 1; i < purchases.Length; i++)
        {
            if (purchases[i].Day < purchases[i - 1].Day)
            {
                purchases.Sort(static (left, right) => left.Day.CompareTo(right.Day));
                return;
            }
        }
    }
}

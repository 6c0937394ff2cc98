using System.Runtime.InteropServices;

namespace CrmKit.Churn;

/// <summary>Gathers rows of one customer and one month to a <see cref="SubscriptionLedger"/>, one after another, so that they can be streamed. Not thread-safe.</summary>
/// <remarks>
/// A month without a row is one in which the customer was none. Rows come in any order; where those of a customer come in the order of their months, months
/// without a change take no further memory. Time in proportion to the rows.
/// </remarks>
public sealed class MonthlyLedgerBuilder
{
    private readonly LedgerEntries _entries = new();
    private readonly List<Entry> _spans = [];
    private readonly List<int> _newest = [];
    private readonly int _opening;
    private readonly int? _last;
    private int _lastSeen = int.MinValue;

    /// <summary>Creates a builder.</summary>
    /// <param name="openingMonth">The month that is the opening snapshot; rows before it tell who had been a customer.</param>
    /// <param name="lastMonth">The last month to look at, rows after it are not looked at; the month of the last row unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">The last month lies before the opening one, or more than <see cref="SubscriptionLedger.MaxMonths"/> after it.</exception>
    public MonthlyLedgerBuilder(int openingMonth = 0, int? lastMonth = null)
    {
        if (lastMonth is { } last && (last < openingMonth || (long)last - openingMonth > SubscriptionLedger.MaxMonths))
        {
            throw new ArgumentOutOfRangeException(
                nameof(lastMonth), lastMonth, string.Create(CultureInfo.InvariantCulture, $"The last month is the opening one, {openingMonth}, or one of the {SubscriptionLedger.MaxMonths} after it."));
        }

        (_opening, _last) = (openingMonth, lastMonth);
    }

    /// <summary>Adds a row.</summary>
    /// <param name="month">The row.</param>
    /// <param name="row">The number that faults name it by, such as the line of a file; counted from 0 unless told.</param>
    /// <exception cref="LedgerFaultException">The row has no customer or state, its revenue is below zero or too large, or its month lies too far from the opening one.</exception>
    /// <exception cref="CurrencyMismatchException">It is of another currency than those before it.</exception>
    public void Add(in SubscriptionMonth month, long? row = null)
    {
        var number = row ?? _entries.Rows;
        if (month.State is not (SubscriptionState.Active or SubscriptionState.Paused))
        {
            throw new LedgerFaultException(number, "state", "active or paused");
        }

        if (Math.Abs((long)month.Month - _opening) > SubscriptionLedger.MaxMonths)
        {
            throw new LedgerFaultException(
                number, "month", string.Create(CultureInfo.InvariantCulture, $"a month at most {SubscriptionLedger.MaxMonths} from the opening one, {_opening}; state another opening month, or look for a slip"));
        }

        _entries.Check(month.Customer, month.Mrr, number);
        if (month.Month > _last)
        {
            return;
        }

        var customer = _entries.Number(month.Customer);
        if (customer == _newest.Count)
        {
            _newest.Add(-1);
        }

        _lastSeen = Math.Max(_lastSeen, month.Month);
        Lay(customer, month.Month, month.State == SubscriptionState.Paused ? 0 : month.Mrr.Amount, month.State == SubscriptionState.Paused, number);
    }

    /// <summary>The ledger of what was added.</summary>
    /// <exception cref="LedgerFaultException">A customer has two rows for one month: the later one is named; or sums of the amounts would not be exact: the row with the most decimals is.</exception>
    public SubscriptionLedger Build()
    {
        _entries.RequireExactSums();
        var customers = _entries.Customers.Length;
        var (ordered, starts) = ByCustomer.Of(CollectionsMarshal.AsSpan(_spans), customers, static entry => entry.Customer);
        var spans = new LedgerSpans(customers, _spans.Count);
        for (var customer = 0; customer < customers; customer++)
        {
            Merge(ordered.AsSpan(starts[customer]..starts[customer + 1]), spans);
            spans.EndCustomer();
        }

        return new SubscriptionLedger(_entries, spans, _opening, _last ?? Math.Max(_opening, _lastSeen), openingCalendarMonth: null, asOf: null);
    }

    // Spans of one month each but for rows in their order, whose span grows. A row that comes late never grows one, so that each two spans that meet have a late
    // row, which is a span of its own and knows its number.
    private void Lay(int customer, int month, decimal mrr, bool isPaused, long row)
    {
        var newest = _newest[customer];
        if (newest >= 0)
        {
            ref var span = ref CollectionsMarshal.AsSpan(_spans)[newest];
            if (month == span.To && span.Mrr == mrr && span.IsPaused == isPaused)
            {
                span.To = month + 1;
                return;
            }

            if (month < span.To)
            {
                _spans.Add(new Entry(customer, month, mrr, isPaused, row));
                return;
            }
        }

        _newest[customer] = _spans.Count;
        _spans.Add(new Entry(customer, month, mrr, isPaused, row));
    }

    private static void Merge(Span<Entry> own, LedgerSpans spans)
    {
        if (own.Length > 1)
        {
            own.Sort(static (a, b) => a.From.CompareTo(b.From));
        }

        for (var i = 0; i < own.Length; i++)
        {
            if (i > 0 && own[i].From < own[i - 1].To)
            {
                throw new LedgerFaultException(Math.Max(own[i - 1].Row, own[i].Row), "month", "one row for each customer and month");
            }

            spans.Add(new LedgerSpan(own[i].From, own[i].To, own[i].Mrr, own[i].IsPaused));
        }
    }

    private struct Entry(int customer, int month, decimal mrr, bool isPaused, long row)
    {
        public readonly int Customer = customer;
        public readonly int From = month;
        public readonly bool IsPaused = isPaused;
        public readonly decimal Mrr = mrr;
        public readonly long Row = row;
        public int To = month + 1;
    }
}

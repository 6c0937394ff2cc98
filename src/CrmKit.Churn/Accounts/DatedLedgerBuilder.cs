using System.Runtime.InteropServices;

namespace CrmKit.Churn;

/// <summary>Gathers contracts with dates to a <see cref="SubscriptionLedger"/>, one after another, so that they can be streamed. Not thread-safe.</summary>
/// <remarks>
/// Contracts of one customer that run at the same time add up; between one that ended and the next the customer is none. Months count from the opening one, which
/// is 0. The last month ends with the last day: where that is not the last of its month, the month is not whole, and averages leave it out.
/// Memory 32 bytes for each contract and the customers' keys; time in proportion to the contracts, and to the logarithm of how many one customer has.
/// </remarks>
public sealed class DatedLedgerBuilder
{
    private const int MonthsOfYear = 12;

    private readonly LedgerEntries _entries = new();
    private readonly List<Entry> _contracts = [];
    private readonly LocalDate _asOf;
    private readonly YearMonth? _opening;
    private int _first = int.MaxValue;

    /// <summary>Creates a builder.</summary>
    /// <param name="asOf">The last day to look at; what begins or ends later is not looked at.</param>
    /// <param name="opening">The month at whose end the accounts open; the month before the first contract unless told. Contracts that ran before tell who had been a customer.</param>
    /// <exception cref="ArgumentOutOfRangeException">The accounts would open after the last day, or more than <see cref="SubscriptionLedger.MaxMonths"/> months before it.</exception>
    public DatedLedgerBuilder(LocalDate asOf, YearMonth? opening = null)
    {
        _asOf = asOf.WithCalendar(CalendarSystem.Iso);
        _opening = opening is not { } month || MonthOf(_asOf) - MonthOf(month.OnDayOfMonth(1)) is >= 0 and <= SubscriptionLedger.MaxMonths
            ? opening
            : throw new ArgumentOutOfRangeException(
                nameof(opening), opening, string.Create(CultureInfo.InvariantCulture, $"The opening month is that of {_asOf:uuuu-MM-dd}, or one of the {SubscriptionLedger.MaxMonths} before it."));
    }

    /// <summary>Adds a contract.</summary>
    /// <param name="subscription">The contract.</param>
    /// <param name="row">The number that faults name it by, such as the line of a file; counted from 0 unless told.</param>
    /// <exception cref="LedgerFaultException">The contract has no customer, ends before it starts, starts more than <see cref="SubscriptionLedger.MaxMonths"/> months ago, or its revenue is below zero or too large.</exception>
    /// <exception cref="CurrencyMismatchException">It is of another currency than those before it.</exception>
    public void Add(in Subscription subscription, long? row = null)
    {
        var number = row ?? _entries.Rows;
        if (subscription.End < subscription.Start)
        {
            throw new LedgerFaultException(number, "end", "a day on or after the start, or none");
        }

        _entries.Check(subscription.Customer, subscription.Mrr, number);
        var start = subscription.Start.WithCalendar(CalendarSystem.Iso);
        if (start > _asOf)
        {
            return;
        }

        // It shows at the end of the month of its start, unless it ended by then.
        var from = MonthOf(start);
        var to = subscription.End is { } end && end.WithCalendar(CalendarSystem.Iso) is var day && day <= _asOf ? MonthOf(day) : MonthOf(_asOf) + 1;
        if (MonthOf(_asOf) - from >= SubscriptionLedger.MaxMonths)
        {
            throw new LedgerFaultException(number, "start", string.Create(CultureInfo.InvariantCulture, $"a day within the {SubscriptionLedger.MaxMonths} months before {_asOf:uuuu-MM-dd}"));
        }

        _first = Math.Min(_first, from);
        var customer = _entries.Number(subscription.Customer);
        if (from < to)
        {
            _contracts.Add(new Entry(customer, from, to, subscription.Mrr.Amount));
        }
    }

    /// <summary>The ledger of what was added.</summary>
    /// <exception cref="LedgerFaultException">Sums of the amounts would not be exact; the row with the most decimals is named.</exception>
    public SubscriptionLedger Build()
    {
        _entries.RequireExactSums();
        var last = MonthOf(_asOf);
        var opening = _opening is { } told ? MonthOf(told.OnDayOfMonth(1)) : Math.Min(_first, last) - 1;
        var month = new YearMonth(FloorOfYear(opening), opening - (FloorOfYear(opening) * MonthsOfYear) + 1);
        return new SubscriptionLedger(_entries, Spans(opening), openingMonth: 0, last - opening, month, _asOf);
    }

    private static int MonthOf(LocalDate day) => (day.Year * MonthsOfYear) + day.Month - 1;

    private static int FloorOfYear(int month) => (int)Math.Floor(month / (double)MonthsOfYear);

    private LedgerSpans Spans(int opening)
    {
        var customers = _entries.Customers.Length;
        var (order, starts) = ByCustomer.Of(CollectionsMarshal.AsSpan(_contracts), customers, static entry => entry.Customer);
        var spans = new LedgerSpans(customers, _contracts.Count);
        var changes = new List<Change>();
        for (var customer = 0; customer < customers; customer++)
        {
            var own = order.AsSpan(starts[customer]..starts[customer + 1]);
            if (own.Length == 1)
            {
                spans.Add(new LedgerSpan(own[0].From - opening, own[0].To - opening, own[0].Mrr, IsPaused: false));
            }
            else
            {
                Sweep(own, opening, changes, spans);
            }

            spans.EndCustomer();
        }

        return spans;
    }

    // What runs at the same time adds up: the contracts' beginnings and ends in their order, and a span between each two.
    private static void Sweep(ReadOnlySpan<Entry> contracts, int opening, List<Change> changes, LedgerSpans spans)
    {
        changes.Clear();
        foreach (var contract in contracts)
        {
            changes.Add(new Change(contract.From - opening, 1, contract.Mrr));
            changes.Add(new Change(contract.To - opening, -1, -contract.Mrr));
        }

        changes.Sort(static (a, b) => a.Month.CompareTo(b.Month));
        var (running, mrr) = (0, 0m);
        for (var i = 0; i < changes.Count; i++)
        {
            running += changes[i].Contracts;
            mrr += changes[i].Mrr;
            if (running > 0 && changes[i + 1].Month > changes[i].Month)
            {
                spans.Add(new LedgerSpan(changes[i].Month, changes[i + 1].Month, mrr, IsPaused: false));
            }
        }
    }

    private readonly record struct Entry(int Customer, int From, int To, decimal Mrr);

    private readonly record struct Change(int Month, int Contracts, decimal Mrr);
}

namespace CrmKit.Churn;

/// <summary>Who was a customer at the end of each month, and at what monthly revenue: the validated input of <see cref="RetentionAccounts"/>. Immutable and thread-safe.</summary>
/// <remarks>
/// <para>
/// It comes from either of two shapes of rows, which give the same ledger where they say the same: contracts with dates (<see cref="DatedLedgerBuilder"/>) or a
/// row for each customer and month (<see cref="MonthlyLedgerBuilder"/>). A month is judged at its end, so that what begins and ends between two month ends leaves
/// no trace in the accounts; <see cref="CustomersBetweenMonthEnds"/> counts those who did nothing else.
/// </para>
/// <para>Memory is that of the changes, not of the months: 32 bytes for each span of months with one revenue, and the customers' keys.</para>
/// </remarks>
public sealed class SubscriptionLedger
{
    /// <summary>Most months that a ledger may span, 200 years: more is a slip in a date or a number.</summary>
    public const int MaxMonths = 2400;

    private readonly int[] _starts;
    private readonly LedgerSpan[] _spans;
    private readonly CustomerId[] _customers;
    private readonly LocalDate? _openingMonthEnd;

    internal SubscriptionLedger(LedgerEntries entries, LedgerSpans spans, int openingMonth, int lastMonth, YearMonth? openingCalendarMonth, LocalDate? asOf)
    {
        _customers = entries.Customers;
        (_starts, _spans) = spans.ToArrays();
        Currency = entries.Currency;
        (OpeningMonth, LastMonth, AsOf) = (openingMonth, lastMonth, asOf);
        _openingMonthEnd = openingCalendarMonth?.ToDateInterval().End;
        for (var customer = 0; customer < _customers.Length; customer++)
        {
            CustomersBetweenMonthEnds += SpansOf(customer).IsEmpty ? 1 : 0;
        }

        CustomerCount = _customers.Length - CustomersBetweenMonthEnds;
        FirstMonth = Math.Min(openingMonth, _spans.Length == 0 ? openingMonth : _spans.Min(span => span.From));
    }

    /// <summary>The one currency of all amounts; none where there are no rows.</summary>
    public Currency Currency { get; }

    /// <summary>The month whose end is the opening snapshot: 0 in a ledger of dates, where months are counted from it.</summary>
    public int OpeningMonth { get; }

    /// <summary>The last month of the accounts.</summary>
    public int LastMonth { get; }

    /// <summary>The last day that the ledger knows of; <c>null</c> where it has but numbers of months.</summary>
    public LocalDate? AsOf { get; }

    /// <summary>Whether the last month is seen to its end.</summary>
    public bool IsLastMonthWhole => AsOf is not { } day || day == CalendarMonth(LastMonth)!.Value.ToDateInterval().End;

    /// <summary>Customers, paused ones among them, at the end of any month up to the last.</summary>
    public int CustomerCount { get; }

    /// <summary>Customers whose contracts ran at no month's end: the accounts do not see them.</summary>
    public int CustomersBetweenMonthEnds { get; }

    // The first month that anything is known of.
    internal int FirstMonth { get; }

    internal int CustomerNumbers => _customers.Length;

    /// <summary>A ledger of contracts with dates.</summary>
    /// <param name="subscriptions">Contracts, in any order.</param>
    /// <param name="asOf">The last day to look at; what begins or ends later is not looked at.</param>
    /// <param name="opening">The month at whose end the accounts open; the month before the first contract unless told.</param>
    /// <exception cref="LedgerFaultException">A row cannot stand; it is named by its number from 0.</exception>
    /// <exception cref="CurrencyMismatchException">There are two currencies; the row is named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The accounts would open after the last day.</exception>
    public static SubscriptionLedger FromSubscriptions(IEnumerable<Subscription> subscriptions, LocalDate asOf, YearMonth? opening = null)
    {
        ArgumentNullException.ThrowIfNull(subscriptions);
        var builder = new DatedLedgerBuilder(asOf, opening);
        foreach (var subscription in subscriptions)
        {
            builder.Add(subscription);
        }

        return builder.Build();
    }

    /// <summary>A ledger of a row for each customer and month.</summary>
    /// <param name="rows">Rows, in any order.</param>
    /// <param name="openingMonth">The month that is the opening snapshot; rows before it tell who had been a customer.</param>
    /// <param name="lastMonth">The last month to look at; that of the last row unless told.</param>
    /// <exception cref="LedgerFaultException">A row cannot stand; it is named by its number from 0.</exception>
    /// <exception cref="CurrencyMismatchException">There are two currencies; the row is named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The last month lies before the opening one, or the months are too many.</exception>
    public static SubscriptionLedger FromMonths(IEnumerable<SubscriptionMonth> rows, int openingMonth = 0, int? lastMonth = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var builder = new MonthlyLedgerBuilder(openingMonth, lastMonth);
        foreach (var row in rows)
        {
            builder.Add(row);
        }

        return builder.Build();
    }

    /// <summary>The calendar month of a number; <c>null</c> where the ledger has but numbers.</summary>
    /// <param name="month">The number of a month.</param>
    public YearMonth? CalendarMonth(int month) => EndOf(month) is { } end ? end.ToYearMonth() : null;

    /// <summary>How long each customer stayed before leaving for the first time.</summary>
    /// <param name="policy">Whether a pause is leaving.</param>
    /// <exception cref="ArgumentOutOfRangeException">The policy is none of the enumeration.</exception>
    public LedgerTenures Tenures(PausePolicy policy = PausePolicy.PauseIsChurn) => Enum.IsDefined(policy)
        ? LedgerTenures.Of(this, policy)
        : throw new ArgumentOutOfRangeException(nameof(policy), policy, "A pause is churn or contraction.");

    /// <summary>Who has a contract at the end of the last month, and what it brings a month; paused ones are among them, at nothing.</summary>
    public IEnumerable<SubscriptionMonth> CurrentContracts()
    {
        for (var customer = 0; customer < _customers.Length; customer++)
        {
            if (_starts[customer] < _starts[customer + 1] && _spans[_starts[customer + 1] - 1] is var last && last.From <= LastMonth && last.To > LastMonth)
            {
                yield return new SubscriptionMonth(_customers[customer], LastMonth, last.IsPaused ? SubscriptionState.Paused : SubscriptionState.Active, MoneyOf(last.IsPaused ? 0 : last.Mrr));
            }
        }
    }

    // The last day of a month in the calendar; null where there are but numbers.
    internal LocalDate? EndOf(int month) => _openingMonthEnd is { } end
        ? end.With(DateAdjusters.StartOfMonth).PlusMonths(month - OpeningMonth).With(DateAdjusters.EndOfMonth)
        : null;

    internal CustomerId CustomerOf(int number) => _customers[number];

    internal ReadOnlySpan<LedgerSpan> SpansOf(int customer) => _spans.AsSpan(_starts[customer].._starts[customer + 1]);

    // Differences leave a negative zero at times, which no table should show.
    internal Money MoneyOf(decimal amount) => new(amount == 0 ? Math.Abs(amount) : amount, Currency);
}

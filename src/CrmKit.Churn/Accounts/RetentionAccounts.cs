namespace CrmKit.Churn;

/// <summary>Accounts of recurring revenue that add up: what came, what went and what is left, in customers and in money, month by month, by period and by cohort.</summary>
/// <remarks>
/// Counts and money are exact: opening and movements make closing to the last digit, and each month opens with what the one before closed with. A rate that is no
/// number has a name (<see cref="AccountRatioStatus"/>). Immutable and thread-safe.
/// </remarks>
public sealed class RetentionAccounts
{
    private RetentionAccounts(SubscriptionLedger ledger, PausePolicy policy, in AccountTally tally)
    {
        (Ledger, Policy) = (ledger, policy);
        Months = tally.Months(ledger);
        Cohorts = tally.Cohorts(ledger);
        Averages = AccountAverages.Of(Months);
    }

    /// <summary>What the accounts are of.</summary>
    public SubscriptionLedger Ledger { get; }

    /// <summary>What a pause counts as.</summary>
    public PausePolicy Policy { get; }

    /// <summary>The months after the opening snapshot up to the last, without a gap.</summary>
    public ImmutableArray<MonthlyAccount> Months { get; }

    /// <summary>The months in which somebody became a customer for the first time, in their order; each up to the last month.</summary>
    public ImmutableArray<RetentionCohort> Cohorts { get; }

    /// <summary>Churn of a typical month.</summary>
    public AccountAverages Averages { get; }

    /// <summary>Makes the accounts of a ledger: one walk over the spans of months with one revenue, however many months they are.</summary>
    /// <remarks>Time in proportion to the spans and to the square of the months (the cohorts' triangle); memory to the latter alone.</remarks>
    /// <param name="ledger">Who was a customer when.</param>
    /// <param name="policy">What a pause counts as.</param>
    /// <param name="cancellationToken">Stops the walk.</param>
    /// <exception cref="ArgumentOutOfRangeException">The policy is none of the enumeration.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static RetentionAccounts Of(SubscriptionLedger ledger, PausePolicy policy = PausePolicy.PauseIsChurn, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        if (!Enum.IsDefined(policy))
        {
            throw new ArgumentOutOfRangeException(nameof(policy), policy, "A pause is churn or contraction.");
        }

        const int Poll = 0xFFF;
        var tally = new AccountTally(ledger);
        for (var customer = 0; customer < ledger.CustomerNumbers; customer++)
        {
            if ((customer & Poll) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            MovementWalk.Over(ledger.SpansOf(customer), policy, ref tally);
        }

        return new RetentionAccounts(ledger, policy, tally);
    }

    /// <summary>The account of one month.</summary>
    /// <param name="month">A month after the opening one, up to the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">The month is not in the accounts.</exception>
    public MonthlyAccount Month(int month) => month > Ledger.OpeningMonth && month <= Ledger.LastMonth
        ? Months[month - Ledger.OpeningMonth - 1]
        : throw new ArgumentOutOfRangeException(nameof(month), month, $"The months of the accounts are {Ledger.OpeningMonth + 1} to {Ledger.LastMonth}.");

    /// <summary>Every movement of the accounts, customer after customer in the order of the ledger's rows, each in the order of months; made anew for each listing.</summary>
    public IEnumerable<CustomerMovement> Movements()
    {
        var sink = new MovementList([]);
        for (var customer = 0; customer < Ledger.CustomerNumbers; customer++)
        {
            MovementWalk.Over(Ledger.SpansOf(customer), Policy, ref sink);
            foreach (var (kind, month, amount) in sink.Moves)
            {
                if (month > Ledger.OpeningMonth && month <= Ledger.LastMonth)
                {
                    yield return new CustomerMovement(Ledger.CustomerOf(customer), month, kind, Ledger.MoneyOf(amount));
                }
            }

            sink.Moves.Clear();
        }
    }

    /// <summary>The account of several months.</summary>
    /// <remarks>Time in proportion to the spans of the ledger.</remarks>
    /// <param name="fromMonth">The month whose end is the beginning: the opening one or a later one.</param>
    /// <param name="toMonth">The month whose end is the end: after the beginning, up to the last.</param>
    /// <exception cref="ArgumentOutOfRangeException">The months are not in the accounts or not in their order.</exception>
    public PeriodAccount Period(int fromMonth, int toMonth)
    {
        CheckPeriod(fromMonth, toMonth);
        var tally = new PeriodTally(Ledger, Policy, fromMonth, toMonth);
        tally.Run();
        var months = Months.AsSpan(fromMonth - Ledger.OpeningMonth, toMonth - fromMonth).ToArray();
        return new PeriodAccount
        {
            FromMonth = fromMonth,
            ToMonth = toMonth,
            Summed = Sum(months),
            PointToPoint = tally.PointToPoint,
            StillCustomers = tally.Still,
            NeverLeft = tally.NeverLeft,
            TheirClosingMrr = Ledger.MoneyOf(tally.Closing),
            TheirCappedClosingMrr = Ledger.MoneyOf(tally.CappedClosing),
            LogoRetentionCompounded = AccountRatio.Product(months.Select(month => AccountRatio.Of(month.Movements.OpeningCustomers - month.Movements.ChurnedCustomers, month.Movements.OpeningCustomers))),
            NetRevenueRetentionCompounded = AccountRatio.Product(months.Select(month => month.NetRevenueRetention)),
            GrossRevenueRetentionCompounded = AccountRatio.Product(months.Select(month => month.GrossRevenueRetention)),
        };
    }

    /// <summary>How many of the customers of a beginning were contacted within a window, and how many of those who left were not.</summary>
    /// <param name="fromMonth">The month whose end is the beginning: the opening one or a later one.</param>
    /// <param name="toMonth">The month whose end is the end: after the beginning, up to the last.</param>
    /// <param name="touched">Who was contacted within the window; any number of times, also others than customers.</param>
    /// <exception cref="ArgumentOutOfRangeException">The months are not in the accounts or not in their order.</exception>
    public TouchCoverage Coverage(int fromMonth, int toMonth, IEnumerable<CustomerId> touched)
    {
        ArgumentNullException.ThrowIfNull(touched);
        CheckPeriod(fromMonth, toMonth);
        var contacted = touched.ToHashSet();
        var (customers, reached, left, missed) = (0L, 0L, 0L, 0L);
        for (var customer = 0; customer < Ledger.CustomerNumbers; customer++)
        {
            var spans = Ledger.SpansOf(customer);
            if (IsCustomer(spans, fromMonth))
            {
                var isTouched = contacted.Contains(Ledger.CustomerOf(customer));
                var isGone = !IsCustomer(spans, toMonth);
                customers++;
                reached += isTouched ? 1 : 0;
                left += isGone ? 1 : 0;
                missed += isGone && !isTouched ? 1 : 0;
            }
        }

        return new TouchCoverage(fromMonth, toMonth, customers, reached, left, missed);
    }

    /// <summary>The same from a timeline: contacts (<see cref="Touch"/>) after the end of one month up to the end of another; other events are passed over.</summary>
    /// <param name="fromMonth">The month whose end is the beginning: the opening one or a later one.</param>
    /// <param name="toMonth">The month whose end is the end: after the beginning, up to the last.</param>
    /// <param name="events">Events, in any order.</param>
    /// <param name="zone">The zone of the business, where its days begin and end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The months are not in the accounts or not in their order.</exception>
    /// <exception cref="InvalidOperationException">The ledger has but numbers of months, so that nobody knows when they were.</exception>
    public TouchCoverage Coverage(int fromMonth, int toMonth, IEnumerable<TimelineEvent> events, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(zone);
        CheckPeriod(fromMonth, toMonth);
        if (Ledger.EndOf(fromMonth) is not { } start || Ledger.EndOf(toMonth) is not { } end)
        {
            throw new InvalidOperationException("The ledger has but numbers of months: state who was contacted within the window.");
        }

        end = LocalDate.Min(end, Ledger.AsOf ?? end);
        return Coverage(fromMonth, toMonth, events.OfType<Touch>().Where(touch => touch.OccurredAt.InZone(zone).Date is var day && day > start && day <= end).Select(touch => touch.Customer));
    }

    private static AccountMovements Sum(ReadOnlySpan<MonthlyAccount> months)
    {
        var sum = months[0].Movements;
        foreach (var month in months[1..])
        {
            var next = month.Movements;
            sum = sum with
            {
                NewCustomers = sum.NewCustomers + next.NewCustomers,
                ReactivatedCustomers = sum.ReactivatedCustomers + next.ReactivatedCustomers,
                ChurnedCustomers = sum.ChurnedCustomers + next.ChurnedCustomers,
                ClosingCustomers = next.ClosingCustomers,
                ExpandingCustomers = sum.ExpandingCustomers + next.ExpandingCustomers,
                ContractingCustomers = sum.ContractingCustomers + next.ContractingCustomers,
                NewMrr = sum.NewMrr + next.NewMrr,
                ReactivationMrr = sum.ReactivationMrr + next.ReactivationMrr,
                ExpansionMrr = sum.ExpansionMrr + next.ExpansionMrr,
                ContractionMrr = sum.ContractionMrr + next.ContractionMrr,
                ChurnedMrr = sum.ChurnedMrr + next.ChurnedMrr,
                ClosingMrr = next.ClosingMrr,
            };
        }

        return sum;
    }

    private bool IsCustomer(ReadOnlySpan<LedgerSpan> spans, int month)
    {
        foreach (ref readonly var span in spans)
        {
            if (span.From <= month && month < span.To)
            {
                return !span.IsPaused || Policy == PausePolicy.PauseIsContraction;
            }
        }

        return false;
    }

    private void CheckPeriod(int fromMonth, int toMonth)
    {
        if (fromMonth < Ledger.OpeningMonth || fromMonth >= Ledger.LastMonth)
        {
            throw new ArgumentOutOfRangeException(nameof(fromMonth), fromMonth, $"A period begins with the end of a month from {Ledger.OpeningMonth} to {Ledger.LastMonth - 1}.");
        }

        if (toMonth <= fromMonth || toMonth > Ledger.LastMonth)
        {
            throw new ArgumentOutOfRangeException(nameof(toMonth), toMonth, $"The period that begins with month {fromMonth} ends with a month from {fromMonth + 1} to {Ledger.LastMonth}.");
        }
    }

    private readonly record struct MovementList(List<(MovementKind Kind, int Month, decimal Amount)> Moves) : MovementWalk.ISink
    {
        public void Move(MovementKind kind, int month, decimal amount) => Moves.Add((kind, month, amount));

        public void Stay(int cohort, int from, int to, decimal mrr, bool neverLeft)
        {
        }
    }
}

namespace CrmKit.Scheduling;

/// <summary>One planning from beginning to end.</summary>
internal sealed class AllocationRun
{
    /// <summary>Sets considered for each customer, and how far below the best they may be worth, as a part of a typical contact.</summary>
    private const int Room = 48;
    private const double NearPart = 0.2;
    private const int MostNodes = 20_000;

    /// <summary>Prices are sought again where more than this part of the bound is missing, so often, with so many looks at a customer in all, within limits.</summary>
    private const double FarPart = 0.002;
    private const int MostRefinements = 2;
    private const int RefiningSearches = 8_000_000;

    /// <summary>Most customers of a block whose contacts are mended change by best change after the search was ended from outside.</summary>
    private const int MostMendedWell = 500;
    private const long MostMoves = 60_000_000;
    private readonly ContactAllocationOptions _options;
    private readonly IProgress<double>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly AllocationModel _model;
    private readonly ImmutableArray<AllocationAlert> _alerts;
    private readonly double _typical;
    private readonly double[] _sizes;
    private bool _isCut;
    private long _moves;
    private long _searches;

    public AllocationRun(ContactProblem problem, ContactAllocationOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        (_options, _progress, _cancellation) = (options, progress, cancellation);
        _model = new AllocationModel(problem, options.MaxThreads);
        _alerts =
        [
            .. _model.Shortfalls.Select(each => new AllocationAlert(AllocationAlertKind.CommitmentsBeyondCapacity, each.Channel, each.Day, each.Missing)),
            .. FrozenContacts.Apply(_model, options),
        ];
        (_typical, _sizes) = (UnitSizes.TypicalWorth(_model), UnitSizes.Of(_model));
    }

    public ContactAllocation Run()
    {
        var warm = _options.WarmPrices?.For(_model);
        var search = new PriceSearch(_model, _options.MaxThreads);
        Guard(() => search.Run(warm, _options.PriceSteps ?? (warm is null ? 300 : 100), _typical, Part(0, 0.4), _cancellation));
        var prices = new PriceTable(_model);
        (search.Best.Length > 0 ? search.Best : warm ?? prices.Price).CopyTo(prices.Price, 0);
        prices.Derive();
        var plans = Exchange(prices, Part(0.4, 0.8));
        var refiningSteps = Math.Clamp(RefiningSearches / Math.Max(1, _model.Problem.CustomerCount), 200, 2000);
        for (var again = 0; again < MostRefinements && _options.PriceSteps is null && !_isCut && IsFar(plans, search.Bound); again++)
        {
            // As much again each time of what is still to be told.
            var (from, part) = (1 - (0.2 / (1 << again)), 0.1 / (1 << again));
            Guard(() => search.Refine(WorthOf(plans) * PriceTable.Scale, refiningSteps, Part(from, from + (part / 2)), _cancellation));
            prices = new PriceTable(_model);
            search.Best.CopyTo(prices.Price, 0);
            prices.Derive();
            var other = Exchange(prices, Part(from + (part / 2), from + part));
            plans = WorthOf(other) > WorthOf(plans) ? other : plans;
        }

        _searches += search.Searches;
        var bound = Prove(prices);
        _progress?.Report(1);
        return Result(plans, prices, bound, search.Steps);
    }

    // A gap that no lack of even numbers explains, but prices that are not right yet.
    private bool IsFar(CustomerPlans plans, Int128 bound)
    {
        var gap = (double)(bound - (WorthOf(plans) * PriceTable.Scale));
        return gap > FarPart * (double)bound && gap > 2 * _typical * PriceTable.Scale;
    }

    private static Int128 WorthOf(CustomerPlans plans) => plans.Objective(plans.Use()) + plans.Bonus();

    private CustomerPlans Exchange(PriceTable prices, PartProgress part)
    {
        var blocks = new PlanBlocks(_model, _options.Seed);
        if (blocks.Count > 1)
        {
            _searches += blocks.Share(prices, _options.MaxThreads, CancellationToken.None);
        }

        var count = Math.Max(1, _model.Problem.CustomerCount);
        var rounds = _options.Rounds ?? (count <= 1_000 ? 4 : count <= 4_000 ? 2 : 1);
        var moves = _options.MovesPerCustomer ?? (int)Math.Clamp(MostMoves / ((long)count * rounds), 300, 25_000);
        var places = new CustomerPlans[rounds];
        for (var round = 0; round < rounds; round++)
        {
            places[round] = new CustomerPlans(_model);
        }

        // A set that gives up published contacts loses their bonus too, and has to stay in view.
        var near = (long)(((NearPart * _typical) + (2 * _options.KeepBonus)) * PriceTable.Scale);
        var done = 0;
        var jobs = blocks.Count * rounds;
        AllocationParallel.For(
            jobs,
            _options.MaxThreads,
            () => new BlockWorker(_model, Room),
            (worker, job) =>
            {
                var (round, block) = (job / blocks.Count, job % blocks.Count);
                if (_isCut && round > 0)
                {
                    return;
                }

                var customers = blocks.CustomersOf(block);
                worker.Pool.Fill(customers, worker.Search, prices, worker.Near, near, MostNodes);
                var exchange = new ExchangeSearch(_model, worker.Pool, blocks.CapacityOf(block, worker.Pool.Resources), prices.Price, _sizes, _typical);
                var tries = (long)moves * customers.Length;
                Guard(() => Interlocked.Add(ref _moves, exchange.Run(tries, _typical, ExchangeSchedule.Of(round), _options.Seed ^ TieOrder.Scatter((ulong)job), _cancellation)));
                exchange.Settle(isShort: _isCut && customers.Length > MostMendedWell);
                for (var i = 0; i < customers.Length; i++)
                {
                    places[round].Set(customers[i], worker.Pool.PlacementsOf(exchange.ColumnOf(i)));
                }

                part.Report(Interlocked.Increment(ref done) / (double)jobs);
            },
            _options.BestSoFarOnCancel ? CancellationToken.None : _cancellation,
            stretch: 1);
        _searches += (long)_model.Problem.CustomerCount * rounds;
        return Best(places, blocks);
    }

    private CustomerPlans Best(CustomerPlans[] rounds, PlanBlocks blocks)
    {
        var (best, worth) = (rounds[0], Int128.MinValue);
        foreach (var plans in rounds)
        {
            // Who asked for an end gets two looks at every customer, no more than as many steps of the search for prices.
            _searches += PlanPolish.Run(_model, plans, blocks.Order, passes: _isCut ? 2 : 4);
            if (_isCut)
            {
                return plans;
            }

            var now = plans.Objective(plans.Use()) + plans.Bonus();
            if (now > worth)
            {
                (best, worth) = (plans, now);
            }
        }

        return best;
    }

    /// <summary>The bound at the prices themselves, without the bonus for what was published.</summary>
    private Int128 Prove(PriceTable prices)
    {
        _model.RewardNothing();
        var searches = AllocationParallel.For(
            _model.Problem.CustomerCount, _options.MaxThreads, () => new WorthSum(_model), (sum, customer) => sum.Total += sum.Search.Solve(customer, prices), CancellationToken.None);
        _searches += _model.Problem.CustomerCount;
        return searches.Aggregate(prices.OfCapacity(), (total, each) => total + each.Total);
    }

    private ContactAllocation Result(CustomerPlans plans, PriceTable prices, Int128 bound, int steps)
    {
        var columns = _model.Problem.Columns;
        var touches = new List<AllocatedTouch>();
        var lockedWorth = -(Int128)_model.LockedOverload;
        for (var i = 0; i < columns.Ids.Length; i++)
        {
            lockedWorth += CustomerPlans.Value(_model, i, _model.LockedOf(i));
            foreach (var each in plans.Of(i).ToArray().Concat(_model.LockedOf(i).ToArray()))
            {
                touches.Add(new AllocatedTouch(columns.Ids[i], each.Touch, each.Channel, each.Day));
            }
        }

        touches.Sort((a, b) => (a.CustomerId, a.Day, a.Touch).CompareTo((b.CustomerId, b.Day, b.Touch)));
        return new ContactAllocation
        {
            Touches = [.. touches],
            Value = (long)(plans.Objective(plans.Use()) + lockedWorth),
            Bound = (long)((bound / PriceTable.Scale) + lockedWorth),
            Prices = ContactPrices.Of(_model, prices.Price),
            Alerts = _alerts,
            PriceSteps = steps,
            Moves = _moves,
            CustomerSearches = _searches,
            IsCutShort = _isCut,
        };
    }

    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (OperationCanceledException) when (_options.BestSoFarOnCancel && _cancellation.IsCancellationRequested)
        {
            _isCut = true;
        }
    }

    private PartProgress Part(double from, double to) => new(_progress, from, to);

    private sealed class PartProgress(IProgress<double>? whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole?.Report(from + ((to - from) * value));
    }

    private sealed class BlockWorker(AllocationModel model, int room)
    {
        public CustomerSearch Search { get; } = new(model);

        public ColumnPool Pool { get; } = new(model);

        public NearSets Near { get; } = new(room);
    }

    private sealed class WorthSum(AllocationModel model)
    {
        public CustomerSearch Search { get; } = new(model);

        public Int128 Total { get; set; }
    }
}

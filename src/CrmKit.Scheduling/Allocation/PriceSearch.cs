namespace CrmKit.Scheduling;

/// <summary>Finds prices for the shared resources by which the customers, each choosing the best for itself, come near to what there is; and proves a bound by them.</summary>
/// <remarks>
/// Subgradient steps on the Lagrangean dual (Geoffrion 1974; Held, Wolfe, Crowder 1974), the direction an average over steps as in the volume algorithm (Barahona, Anbil 2000). Every
/// resource has its own scale: a step changes its price by <c>step * excess / (capacity * size of one contact's need)</c>, which is a diagonal guess at the inverse curvature, since a price
/// change moves the more units the more contacts stand at the margin and the larger each of them is. With that a fixed geometric cooling of the step serves all problems. Usage is summed
/// in integers, so that the steps do not depend on threads.
/// </remarks>
internal sealed class PriceSearch
{
    private const double Inertia = 0.6;

    // The part of the newest choices in their average.
    private const double Newest = 0.03;
    private readonly AllocationModel _model;
    private readonly int _threads;
    private readonly double[] _price;
    private readonly double[] _direction;
    private readonly double[] _size;
    private readonly PriceTable _table;

    public PriceSearch(AllocationModel model, int threads)
    {
        (_model, _threads) = (model, threads);
        (_price, _direction, _size) = (new double[model.ResourceCount], new double[model.ResourceCount], UnitSizes.Of(model));
        _table = new PriceTable(model);
    }

    /// <summary>The prices of the lowest bound so far.</summary>
    public long[] Best { get; private set; } = [];

    /// <summary>The lowest bound so far, thousandths of minor units.</summary>
    public Int128 Bound { get; private set; } = Int128.MaxValue;

    public int Steps { get; private set; }

    public long Searches { get; private set; }

    /// <summary>Makes the steps.</summary>
    /// <param name="warm">Where to start, or null for nothing.</param>
    /// <param name="steps">How many.</param>
    /// <param name="typical">What a contact is typically worth, minor units: the scale of money.</param>
    /// <param name="progress">Told the part done.</param>
    /// <param name="cancellationToken">Ends the search between steps.</param>
    public void Run(long[]? warm, int steps, double typical, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        for (var r = 0; r < _price.Length; r++)
        {
            _price[r] = warm?[r] ?? 0;
        }

        // Warm prices are right but for what has changed since: a hundredth of a contact's worth at a time, rather than half of it.
        var (start, halvings) = warm is null ? (typical / 2, 10.0) : (typical / 32, 6.0);
        for (var step = 0; step < steps; step++)
        {
            Evaluate(cancellationToken);
            if (IsSettled())
            {
                progress?.Report(1);
                return;
            }

            Move(Cooling.Halved(start * PriceTable.Scale, halvings, (double)step / steps));
            progress?.Report((step + 1.0) / steps);
        }

        Evaluate(cancellationToken);
    }

    /// <summary>Goes on from the best prices by the volume algorithm (Barahona and Anbil 2000), with steps as long as what lies between the bound and a plan's worth asks for.</summary>
    /// <remarks>
    /// Where many customers are alike they all move to the same day at once: limited steps of a fixed length then raise one price and lower all others, and lose the level of them all.
    /// Averaged over steps the choices become what a plan of parts of contacts would be, whose excess points the way; and the plan that is known by now tells how far it is.
    /// </remarks>
    /// <param name="target">What a plan earns, thousandths of minor units; no bound lies below it.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="progress">Told the part done.</param>
    /// <param name="cancellationToken">Ends the search between steps.</param>
    public void Refine(Int128 target, int steps, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var most = (double)_model.Problem.Terms.OverloadPrice * PriceTable.Scale;
        var centre = Array.ConvertAll(Best, price => (double)price);
        centre.CopyTo(_price, 0);
        var lowest = Evaluate(cancellationToken);
        var excess = Array.ConvertAll(Excess, units => (double)units);
        var (length, still) = (1.0, 0);
        for (var step = 0; step < steps && length > 1e-4; step++)
        {
            var square = 0.0;
            for (var r = 0; r < centre.Length; r++)
            {
                square += IsHeld(r) ? 0 : Scale(r) * excess[r] * excess[r];
            }

            if (square <= 0)
            {
                return;
            }

            var factor = length * (double)(lowest - target) / square;
            for (var r = 0; r < centre.Length; r++)
            {
                _price[r] = Math.Clamp(centre[r] + (factor * Scale(r) * excess[r]), 0, r >= _model.WorkAt ? most : PriceTable.Highest);
            }

            var here = Evaluate(cancellationToken);
            Steps++;
            progress?.Report((step + 1.0) / steps);
            var along = 0.0;
            for (var r = 0; r < centre.Length; r++)
            {
                along += Scale(r) * excess[r] * Excess[r];
                excess[r] += Newest * (Excess[r] - excess[r]);
            }

            if (here < lowest)
            {
                (lowest, still, length) = (here, 0, along > 0 ? Math.Min(2, length * 1.1) : length);
                _price.CopyTo(centre, 0);
            }
            else if (++still == 20)
            {
                (still, length) = (0, length * 0.66);
            }
        }

        // What nobody pays for and nobody asks for stays where it is.
        bool IsHeld(int r) => (centre[r] <= 0 && excess[r] < 0) || (r >= _model.WorkAt && centre[r] >= most && excess[r] > 0);

        double Scale(int r) => 1 / (Math.Max(1.0, _model.Capacity[r]) * _size[r]);
    }

    /// <summary>Whether the customers' own choices take no more than there is, and all of what has a price: then they are the best plan, and no price is better.</summary>
    private bool IsSettled()
    {
        for (var r = 0; r < Excess.Length; r++)
        {
            if (Excess[r] > 0 ? r < _model.WorkAt || _model.Problem.Terms.OverloadPrice * PriceTable.Scale > _table.Price[r] : Excess[r] < 0 && _table.Price[r] > 0)
            {
                return false;
            }
        }

        return true;
    }

    private readonly record struct Worker(CustomerSearch Search, long[] Use, long[] Worth);

    // The bound at the prices; the lowest is kept.
    private Int128 Evaluate(CancellationToken cancellationToken)
    {
        for (var r = 0; r < _price.Length; r++)
        {
            _table.Price[r] = (long)Math.Round(_price[r]);
        }

        _table.Derive();
        var workers = AllocationParallel.For(
            _model.Problem.CustomerCount,
            _threads,
            () => new Worker(new CustomerSearch(_model), new long[_model.ResourceCount], new long[2]),
            (worker, customer) =>
            {
                // A pair of words, since a million customers together may be worth more than 64 bits of thousandths.
                var worth = (UInt128)(ulong)worker.Search.Solve(customer, _table) + new UInt128((ulong)worker.Worth[1], (ulong)worker.Worth[0]);
                (worker.Worth[0], worker.Worth[1]) = ((long)(ulong)worth, (long)(ulong)(worth >> 64));
                CustomerPlans.Take(_model, customer, worker.Search.Best, worker.Use, 1);
            },
            cancellationToken);
        var bound = _table.OfCapacity();
        var use = workers.Count == 0 ? new long[_model.ResourceCount] : workers[0].Use;
        foreach (var worker in workers)
        {
            bound += (Int128)new UInt128((ulong)worker.Worth[1], (ulong)worker.Worth[0]);
            if (!ReferenceEquals(worker.Use, use))
            {
                for (var r = 0; r < use.Length; r++)
                {
                    use[r] += worker.Use[r];
                }
            }
        }

        Excess = use;
        for (var r = 0; r < use.Length; r++)
        {
            use[r] -= _model.Capacity[r];
        }

        Searches += _model.Problem.CustomerCount;
        if (bound < Bound)
        {
            (Bound, Best) = (bound, (long[])_table.Price.Clone());
        }

        return bound;
    }

    private long[] Excess { get; set; } = [];

    private void Move(double step)
    {
        var most = (double)_model.Problem.Terms.OverloadPrice * PriceTable.Scale;
        for (var r = 0; r < _price.Length; r++)
        {
            _direction[r] = ((1 - Inertia) * Excess[r]) + (Inertia * _direction[r]);
            // What there is nothing of may cost any amount: its price only has to rise until nobody asks for it.
            var change = _model.Capacity[r] == 0 ? Math.Clamp(_direction[r], 0, 1) * 20 * step : Math.Clamp(_direction[r] / _model.Capacity[r], -2, 2) * step / _size[r];
            _price[r] = Math.Clamp(_price[r] + change, 0, r >= _model.WorkAt ? most : PriceTable.Highest);
        }

        Steps++;
    }
}

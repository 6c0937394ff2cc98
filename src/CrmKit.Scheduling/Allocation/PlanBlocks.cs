namespace CrmKit.Scheduling;

/// <summary>Cuts the customers into blocks that are planned by themselves, whole staff members together where they can be, and shares the capacities out among them by what each would use at the prices.</summary>
/// <remarks>The cut depends on the problem and the seed alone. One block of some thousand customers stays in the processor's caches; several are planned side by side.</remarks>
internal sealed class PlanBlocks
{
    /// <summary>Customers of a block; problems up to half as many again are one.</summary>
    private const int Size = 4096;

    private readonly AllocationModel _model;
    private readonly int[] _order;
    private readonly List<int> _ends = [];
    private readonly Dictionary<int, long>[] _use;
    private readonly Dictionary<int, long>[] _share;

    public PlanBlocks(AllocationModel model, ulong seed)
    {
        (_model, _order) = (model, TieOrder.Customers(model.Problem, seed));
        Cut();
        _use = new Dictionary<int, long>[_ends.Count];
        _share = new Dictionary<int, long>[_ends.Count];
    }

    public int Count => _ends.Count;

    /// <summary>All customers, in the order that decides between equals.</summary>
    public ReadOnlySpan<int> Order => _order;

    public ReadOnlySpan<int> CustomersOf(int block) => _order.AsSpan((block == 0 ? 0 : _ends[block - 1]).._ends[block]);

    /// <summary>Shares the capacities out.</summary>
    public long Share(PriceTable prices, int threads, CancellationToken cancellationToken)
    {
        AllocationParallel.For(Count, threads, () => new CustomerSearch(_model), (search, block) => Measure(search, block, prices), cancellationToken, stretch: 1);
        var (all, before) = (new Int128[_model.ResourceCount], new Int128[_model.ResourceCount]);
        foreach (var use in _use)
        {
            foreach (var (r, units) in use)
            {
                all[r] += units;
            }
        }

        for (var block = 0; block < Count; block++)
        {
            var share = _share[block] = [];
            foreach (var (r, units) in _use[block])
            {
                var (first, last) = (before[r], before[r] + units);
                share.Add(r, (long)((_model.Capacity[r] * last / all[r]) - (_model.Capacity[r] * first / all[r])));
                before[r] = last;
            }
        }

        return _model.Problem.CustomerCount;
    }

    /// <summary>What a block may use of each of some resources.</summary>
    public long[] CapacityOf(int block, ReadOnlySpan<int> resources)
    {
        var capacity = new long[resources.Length];
        for (var l = 0; l < capacity.Length; l++)
        {
            capacity[l] = Count == 1 ? _model.Capacity[resources[l]] : _share[block].GetValueOrDefault(resources[l]);
        }

        return capacity;
    }

    private void Cut()
    {
        var (staff, count, from) = (_model.Problem.Columns.Staff, _order.Length, 0);
        while (count - from > Size * 3 / 2)
        {
            // The last change of staff member at or before the full size, else the full size.
            var end = from + Size;
            while (end > from + (Size / 2) && staff[_order[end]] == staff[_order[end - 1]])
            {
                end--;
            }

            from = end == from + (Size / 2) ? from + Size : end;
            _ends.Add(from);
        }

        _ends.Add(count);
    }

    private void Measure(CustomerSearch search, int block, PriceTable prices)
    {
        var use = _use[block] = [];
        foreach (var customer in CustomersOf(block))
        {
            search.Solve(customer, prices);
            foreach (var placement in search.Best)
            {
                var needs = new Needs(_model, customer, placement);
                for (var i = 0; i < needs.Count; i++)
                {
                    use[needs[i].Resource] = use.GetValueOrDefault(needs[i].Resource) + needs[i].Units;
                }
            }
        }

        // A staff member's day belongs to the customers' block even where the prices leave it unused.
        foreach (var customer in CustomersOf(block))
        {
            for (var t = 0; t < _model.Days && _model.HasStaff; t++)
            {
                use.TryAdd(_model.StaffAt + (_model.Problem.Columns.Staff[customer] * _model.Days) + t, 1);
            }
        }
    }
}

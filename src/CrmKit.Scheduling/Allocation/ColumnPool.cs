using System.Runtime.InteropServices;

namespace CrmKit.Scheduling;

/// <summary>For a block of customers the sets of contacts worth considering, with what each takes of the resources that the block touches at all.</summary>
internal sealed class ColumnPool
{
    private readonly List<long> _loss = [];
    private readonly List<Need> _needs = [];
    private readonly List<int> _needAt = [];
    private readonly List<Placement> _placements = [];
    private readonly List<int> _placementAt = [];
    private readonly List<int> _start = [0];
    private readonly List<int> _resource = [];
    private readonly int[] _local;
    private readonly AllocationModel _model;

    public ColumnPool(AllocationModel model)
    {
        _model = model;
        _local = new int[model.ResourceCount];
        Array.Fill(_local, -1);
    }

    /// <summary>What a column takes of one resource, by its place among those of the block.</summary>
    public readonly record struct Need(int Resource, int Units);

    /// <summary>Where the columns of each of the block's customers begin; one more than customers.</summary>
    public ReadOnlySpan<int> Start => CollectionsMarshal.AsSpan(_start);

    /// <summary>What each column earns less than the customer's best at the prices.</summary>
    public ReadOnlySpan<long> Loss => CollectionsMarshal.AsSpan(_loss);

    /// <summary>The needs of all columns; those of one end where the next one's begin.</summary>
    public ReadOnlySpan<Need> Needs => CollectionsMarshal.AsSpan(_needs);

    public ReadOnlySpan<int> NeedAt => CollectionsMarshal.AsSpan(_needAt);

    /// <summary>The resources that the block touches.</summary>
    public ReadOnlySpan<int> Resources => CollectionsMarshal.AsSpan(_resource);

    public ReadOnlySpan<Placement> PlacementsOf(int column) =>
        CollectionsMarshal.AsSpan(_placements)[_placementAt[column]..(column + 1 < _placementAt.Count ? _placementAt[column + 1] : _placements.Count)];

    /// <summary>Fills the pool for a block. The empty set is always among a customer's columns, last.</summary>
    public void Fill(ReadOnlySpan<int> customers, CustomerSearch search, PriceTable prices, NearSets near, long loss, int mostNodes)
    {
        Clear();
        foreach (var customer in customers)
        {
            search.Enumerate(customer, prices, loss, near, mostNodes);
            var best = near.Count == 0 ? 0 : near.WorthOf(0);
            var hasEmpty = false;
            for (var place = 0; place < near.Count; place++)
            {
                var placements = near.PlacementsOf(place);
                hasEmpty |= placements.IsEmpty;
                Add(customer, best - near.WorthOf(place), placements);
            }

            if (!hasEmpty)
            {
                Add(customer, best, []);
            }

            _start.Add(_loss.Count);
        }

        _needAt.Add(_needs.Count);
    }

    private void Clear()
    {
        foreach (var resource in _resource)
        {
            _local[resource] = -1;
        }

        _resource.Clear();
        _loss.Clear();
        _needs.Clear();
        _needAt.Clear();
        _placements.Clear();
        _placementAt.Clear();
        _start.Clear();
        _start.Add(0);
    }

    private void Add(int customer, long loss, ReadOnlySpan<Placement> placements)
    {
        _loss.Add(loss);
        _needAt.Add(_needs.Count);
        _placementAt.Add(_placements.Count);
        _placements.AddRange(placements);
        foreach (var placement in placements)
        {
            var needs = new Needs(_model, customer, placement);
            for (var i = 0; i < needs.Count; i++)
            {
                Require(needs[i].Resource, (int)needs[i].Units);
            }
        }
    }

    private void Require(int resource, int units)
    {
        ref var local = ref _local[resource];
        if (local < 0)
        {
            local = _resource.Count;
            _resource.Add(resource);
        }

        _needs.Add(new Need(local, units));
    }
}

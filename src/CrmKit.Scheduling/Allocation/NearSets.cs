namespace CrmKit.Scheduling;

/// <summary>The best few sets of contacts of one customer, in order.</summary>
internal sealed class NearSets(int room)
{
    private readonly Placement[] _placements = new Placement[(room + 1) * ProblemChecks.MostTouches];
    private readonly int[] _size = new int[room + 1];
    private readonly int[] _row = [.. Enumerable.Range(0, room + 1)];
    private readonly long[] _worth = new long[room + 1];
    private long _floor;

    public int Count { get; private set; }

    /// <summary>What a set must be worth to enter.</summary>
    public long Least => Count == room ? _worth[room - 1] + 1 : _floor;

    /// <summary>The node of the search at which it ends.</summary>
    public long LastNode { get; private set; }

    public void Begin(long floor, long lastNode) => (Count, _floor, LastNode) = (0, floor, lastNode);

    public long WorthOf(int place) => _worth[place];

    public ReadOnlySpan<Placement> PlacementsOf(int place) => _placements.AsSpan(_row[place] * ProblemChecks.MostTouches, _size[_row[place]]);

    public void Add(long worth, ReadOnlySpan<Placement> placements)
    {
        var row = _row[Count];
        placements.CopyTo(_placements.AsSpan(row * ProblemChecks.MostTouches));
        _size[row] = placements.Length;
        var place = Count;
        for (; place > 0 && _worth[place - 1] < worth; place--)
        {
            _worth[place] = _worth[place - 1];
            _row[place] = _row[place - 1];
        }

        _worth[place] = worth;
        _row[place] = row;
        if (Count < room)
        {
            Count++;
        }
    }
}

namespace CrmKit;

/// <summary>Purchases in the order in which they came, and gathered by customer.</summary>
internal sealed class PurchaseLog
{
    // Blocks of this length are never moved again; a list that doubles would copy all of them.
    private const int BlockBits = 16;
    private const int BlockLength = 1 << BlockBits;
    private const int Batch = 256;

    // Customers whose purchases are gathered together: 1024 of them.
    private const int PartBits = 10;
    private readonly List<PurchaseEntry[]> _blocks = [];

    // Hashes of keys from the first purchase on that has one.
    private readonly List<ulong> _keys = [];
    // The last purchases, whose customers have no number yet.
    private readonly CustomerId[] _waiting = new CustomerId[Batch];
    private int _waitingCount;

    // How often the next purchase was another customer's.
    private int _runs;
    private int _last = -1;
    private PurchaseEntry[] _open = new PurchaseEntry[16];
    private int _used;
    private int _keysFrom = -1;

    /// <summary>The customers of all purchases that are settled.</summary>
    public CustomerIndex Customers { get; } = new();

    /// <summary>Amounts that are kept whole.</summary>
    public List<decimal> Whole { get; } = [];

    public int Count => (_blocks.Count << BlockBits) + _used;

    public void Add(CustomerId customer, LocalDate day, decimal amount, EventKey? key)
    {
        if (key is not null || _keysFrom >= 0)
        {
            _keysFrom = _keysFrom < 0 ? Count : _keysFrom;
            _keys.Add(PurchaseRow.HashOf(key));
        }

        if (_used == _open.Length)
        {
            Grow();
        }

        _open[_used++] = new PurchaseEntry(-1, day, PackedAmount.Of(amount, Whole));
        _waiting[_waitingCount++] = customer;
        if (_waitingCount == Batch)
        {
            Settle();
        }
    }

    /// <summary>Numbers the customers of the last purchases. To be called before they are gathered.</summary>
    public void Settle()
    {
        Span<int> numbers = stackalloc int[Batch];
        Customers.FindOrAdd(_waiting.AsSpan(0, _waitingCount), numbers);
        var entries = _open.AsSpan(_used - _waitingCount, _waitingCount);
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = entries[i] with { Customer = numbers[i] };
            _runs += numbers[i] == _last ? 0 : 1;
            _last = numbers[i];
        }

        _waitingCount = 0;
    }

    /// <summary>The purchases of all customers, one customer after the other, each in the order in which they came, until a day.</summary>
    /// <remarks>
    /// Where customers take turns, first roughly, to as many places as the processor can write to at once; then each part of them, which its cache holds. Where
    /// purchases come customer by customer, each goes to its place.
    /// </remarks>
    /// <param name="places">The place of each customer.</param>
    /// <param name="until">Last day, inclusive.</param>
    /// <param name="ends">Where the purchases of each place end.</param>
    public PurchaseEntry[] Gather(ReadOnlySpan<int> places, LocalDate until, out int[] ends)
    {
        var partBits = _runs < Count / 4 * 3 ? 0 : PartBits;
        var next = new int[((places.Length - 1) >> partBits) + 1];
        CountParts(places, until, next, partBits);
        var (count, longest) = (0, 0);
        for (var part = 0; part < next.Length; part++)
        {
            longest = Math.Max(longest, next[part]);
            (next[part], count) = (count, count + next[part]);
        }

        var gathered = GC.AllocateUninitializedArray<PurchaseEntry>(count);
        for (var block = 0; block <= _blocks.Count; block++)
        {
            foreach (ref readonly var entry in Block(block))
            {
                if (entry.Day <= until)
                {
                    var place = places[entry.Customer];
                    gathered[next[place >> partBits]++] = entry with { Customer = place };
                }
            }
        }

        if (partBits == 0)
        {
            ends = next;
            return gathered;
        }

        ends = new int[places.Length];
        var scratch = GC.AllocateUninitializedArray<PurchaseEntry>(longest);
        for (int part = 0, from = 0; part < next.Length; from = next[part++])
        {
            var first = part << PartBits;
            GatherPart(gathered.AsSpan(from..next[part]), scratch, from, ends.AsSpan(first, Math.Min(1 << PartBits, ends.Length - first)));
        }

        return gathered;
    }

    /// <summary>The purchases of some customers until a day, as the matching of returns takes them.</summary>
    public Dictionary<int, List<PurchaseRow>> RowsOf(IEnumerable<int> customers, LocalDate until)
    {
        var rows = customers.ToDictionary(customer => customer, _ => new List<PurchaseRow>());
        var number = 0;
        for (var block = 0; rows.Count > 0 && block <= _blocks.Count; block++)
        {
            foreach (ref readonly var entry in Block(block))
            {
                if (entry.Day <= until && rows.TryGetValue(entry.Customer, out var own))
                {
                    own.Add(new PurchaseRow(entry.Day, entry.Amount.ToDecimal(Whole), KeyOf(number)));
                }

                number++;
            }
        }

        return rows;
    }

    private void CountParts(ReadOnlySpan<int> places, LocalDate until, int[] counts, int partBits)
    {
        for (var block = 0; block <= _blocks.Count; block++)
        {
            foreach (ref readonly var entry in Block(block))
            {
                counts[places[entry.Customer] >> partBits] += entry.Day <= until ? 1 : 0;
            }
        }
    }

    // The purchases of neighbouring places. ends: of each place, counted from the beginning of all purchases.
    private static void GatherPart(Span<PurchaseEntry> part, Span<PurchaseEntry> scratch, int start, Span<int> ends)
    {
        const int Mask = (1 << PartBits) - 1;
        foreach (ref readonly var entry in part)
        {
            ends[entry.Customer & Mask]++;
        }

        var from = start;
        for (var place = 0; place < ends.Length; place++)
        {
            (ends[place], from) = (from, from + ends[place]);
        }

        part.CopyTo(scratch);
        foreach (ref readonly var entry in scratch[..part.Length])
        {
            part[ends[entry.Customer & Mask]++ - start] = entry;
        }
    }

    private ulong KeyOf(int number) => _keysFrom < 0 || number < _keysFrom ? 0 : _keys[number - _keysFrom];

    private ReadOnlySpan<PurchaseEntry> Block(int block) => block < _blocks.Count ? _blocks[block] : _open.AsSpan(0, _used);

    private void Grow()
    {
        if (_open.Length < BlockLength)
        {
            Array.Resize(ref _open, _open.Length * 2);
            return;
        }

        Settle();
        _blocks.Add(_open);
        (_open, _used) = (new PurchaseEntry[BlockLength], 0);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CrmKit;

/// <summary>Numbers customers in the order in which they come: an open hash table of 8 bytes a slot, so that a look-up touches one line of it and the key itself.</summary>
internal sealed class CustomerIndex
{
    private readonly List<CustomerId> _customers = [];

    // The number is one more than the customer's; 0 is an empty slot.
    private (int Hash, int Number)[] _slots = new (int, int)[1024];

    /// <summary>How many characters all keys begin with.</summary>
    public int SharedLength { get; private set; }

    /// <summary>Whether no key holds a character beyond Latin-1.</summary>
    public bool IsLatin { get; private set; } = true;

    public int Count => _customers.Count;

    public CustomerId this[int number] => _customers[number];

    public ReadOnlySpan<CustomerId> All => CollectionsMarshal.AsSpan(_customers);

    /// <summary>The customer's number, -1 where none has been given.</summary>
    public int Find(CustomerId customer) => _slots[SlotOf(customer.Value, customer.Value.GetHashCode(StringComparison.Ordinal))].Number - 1;

    /// <summary>The numbers of so many customers, new ones included.</summary>
    /// <remarks>
    /// In the order of a shop's ledger each customer is a walk through memory: to the text, to its slot, to the text that stands there. One by one the processor would wait for
    /// every step; here a step is taken for all of the customers before the next one, so that it waits for many at once.
    /// </remarks>
    public void FindOrAdd(ReadOnlySpan<CustomerId> customers, Span<int> numbers)
    {
        while (_customers.Count + customers.Length > _slots.Length / 3 * 2)
        {
            Grow();
        }

        _ = Touch(customers);
        for (var i = 0; i < customers.Length; i++)
        {
            numbers[i] = IsLast(customers, i) ? 0 : customers[i].Value.GetHashCode(StringComparison.Ordinal);
        }

        _ = Touch(numbers[..customers.Length]);
        for (var i = 0; i < customers.Length; i++)
        {
            // Purchases often come customer by customer.
            numbers[i] = IsLast(customers, i) ? numbers[i - 1] : FindOrAdd(customers[i], numbers[i]);
        }

        static bool IsLast(ReadOnlySpan<CustomerId> customers, int i) => i > 0 && ReferenceEquals(customers[i].Value, customers[i - 1].Value);
    }

    private int FindOrAdd(CustomerId customer, int hash)
    {
        ref var slot = ref _slots[SlotOf(customer.Value, hash)];
        if (slot.Number == 0)
        {
            Note(customer.Value);
            _customers.Add(customer);
            slot = (hash, _customers.Count);
        }

        return slot.Number - 1;
    }

    private void Note(string text)
    {
        SharedLength = _customers.Count == 0 ? text.Length : text.AsSpan().CommonPrefixLength(_customers[0].Value.AsSpan(0, SharedLength));
        IsLatin = IsLatin && !text.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF');
    }

    // Reads something of each, and returns it from a method of its own, so that it is truly read.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Touch(ReadOnlySpan<CustomerId> customers)
    {
        var sum = 0;
        foreach (var customer in customers)
        {
            sum += customer.Value.Length;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Touch(ReadOnlySpan<int> hashes)
    {
        var slots = _slots;
        var known = All;
        var sum = 0;
        foreach (var hash in hashes)
        {
            sum += slots[hash & (slots.Length - 1)].Number;
        }

        foreach (var hash in hashes)
        {
            var number = slots[hash & (slots.Length - 1)].Number;
            sum += number > 0 ? known[number - 1].ToString().Length : 0;
        }

        return sum;
    }

    private int SlotOf(string text, int hash)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var at = hash & mask; ; at = (at + 1) & mask)
        {
            var (known, number) = slots[at];
            if (number == 0 || (known == hash && string.Equals(_customers[number - 1].Value, text, StringComparison.Ordinal)))
            {
                return at;
            }
        }
    }

    private void Grow()
    {
        var slots = new (int Hash, int Number)[_slots.Length * 2];
        var mask = slots.Length - 1;
        foreach (var slot in _slots)
        {
            if (slot.Number == 0)
            {
                continue;
            }

            var at = slot.Hash & mask;
            while (slots[at].Number > 0)
            {
                at = (at + 1) & mask;
            }

            slots[at] = slot;
        }

        _slots = slots;
    }
}

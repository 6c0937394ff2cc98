using System.Runtime.InteropServices;

namespace CrmKit.Import;

/// <summary>Sorts the keys of all people, of one kind, into blocks, and parts those that are too large. Not thread-safe.</summary>
/// <remarks>
/// The people of a block that is too large share it with all words of their names, and with their birthday, as second keys. What then still is too large is
/// left out, so that a person meets at most a bounded number of others for each key: 100,000 people with the address of a placeholder cost no more than 100,000 others.
/// </remarks>
internal sealed class BlockIndexBuilder
{
    private const int PollEvery = 65_536;

    private readonly People _people;
    private readonly BlockingKeys _keys;
    private readonly BlockKind _kind;
    private readonly int _maxSize;
    private readonly CancellationToken _cancellationToken;
    private readonly List<int> _members = [];
    private bool[] _inLargeBlock = [];
    private int _largeBlocks;
    private int _largest;
    private long _leftOut;

    public BlockIndexBuilder(People people, BlockingKeys keys, BlockKind kind, int maxSize, CancellationToken cancellationToken)
    {
        _people = people;
        _keys = keys;
        _kind = kind;
        _maxSize = maxSize;
        _cancellationToken = cancellationToken;
    }

    public BlockIndex Build()
    {
        var (keys, people) = Sorted();
        foreach (var (start, end) in Runs(keys))
        {
            AddBlock(people.AsSpan(start, end - start));
        }

        var members = _members.ToArray();
        var large = new LargeBlocks(NameOf(_kind), _largeBlocks, _inLargeBlock.Count(isIn => isIn), _largest, _leftOut);
        return new BlockIndex(members, Places(members), large, _inLargeBlock);
    }

    public static string NameOf(BlockKind kind) => kind switch
    {
        BlockKind.Email => "email",
        BlockKind.Phone => "phone",
        BlockKind.Post => "post",
        BlockKind.Messenger => "messenger",
        BlockKind.Birthday => "birthday",
        _ => "name",
    };

    private (ulong[] Keys, int[] People) Sorted()
    {
        var keys = new List<ulong>();
        var people = new List<int>();
        for (var person = 0; person < _people.Count; person++)
        {
            if (person % PollEvery == 0)
            {
                _cancellationToken.ThrowIfCancellationRequested();
            }

            var from = keys.Count;
            _keys.Add(_kind, person, keys);
            CollectionsMarshal.SetCount(people, keys.Count);
            CollectionsMarshal.AsSpan(people)[from..].Fill(person);
        }

        var sortedKeys = keys.ToArray();
        var sortedPeople = people.ToArray();
        Array.Sort(sortedKeys, sortedPeople);
        return (sortedKeys, sortedPeople);
    }

    private static IEnumerable<(int Start, int End)> Runs(ulong[] keys)
    {
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                yield return (start, end);
            }

            start = end;
        }
    }

    private void AddBlock(Span<int> people)
    {
        people.Sort();
        var count = Distinct(people);
        people = people[..count];
        if (count <= _maxSize)
        {
            Keep(people);
            return;
        }

        _largeBlocks++;
        _largest = Math.Max(_largest, count);
        if (_inLargeBlock.Length == 0)
        {
            _inLargeBlock = new bool[_people.Count];
        }

        foreach (var person in people)
        {
            _inLargeBlock[person] = true;
        }

        // The two ways of parting may compare a pair twice; the greater count of the two is compared for certain.
        var compared = Math.Max(Part(people, person => _keys.NameKey(person)), Part(people, person => (ulong)_people.Birthdays[person]));
        _leftOut += Pairs(count) - compared;
    }

    /// <summary>Keeps those who share a second key as well, as far as they are few enough, and says how many pairs that makes.</summary>
    private long Part(ReadOnlySpan<int> people, Func<int, ulong> secondKey)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var keys = new ulong[people.Length];
        var members = people.ToArray();
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = secondKey(members[i]);
        }

        Array.Sort(keys, members);
        var compared = 0L;
        foreach (var (start, end) in Runs(keys))
        {
            if (keys[start] != 0 && end - start <= _maxSize)
            {
                var part = members.AsSpan(start, end - start);
                part.Sort();
                Keep(part);
                compared += Pairs(part.Length);
            }
        }

        return compared;
    }

    private void Keep(ReadOnlySpan<int> people)
    {
        if (people.Length > 1)
        {
            _members.AddRange(people[..^1]);
            _members.Add(people[^1] | BlockIndex.LastOfBlock);
        }
    }

    private Ragged Places(int[] members)
    {
        var starts = new int[_people.Count + 1];
        foreach (var member in members)
        {
            starts[(member & ~BlockIndex.LastOfBlock) + 1]++;
        }

        for (var person = 0; person < _people.Count; person++)
        {
            starts[person + 1] += starts[person];
        }

        var next = starts.AsSpan().ToArray();
        var places = new int[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            places[next[members[i] & ~BlockIndex.LastOfBlock]++] = i;
        }

        return new Ragged(starts, places);
    }

    private static int Distinct(Span<int> sorted)
    {
        var count = 1;
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != sorted[count - 1])
            {
                sorted[count++] = sorted[i];
            }
        }

        return count;
    }

    private static long Pairs(long people) => people * (people - 1) / 2;
}

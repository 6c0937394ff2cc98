namespace CrmKit.Import;

/// <summary>The keys of a person: two people are compared when they share one.</summary>
/// <remarks>
/// One wrong, missing or further letter in a word leaves its first three letters, its last three or its sound as they were, nearly always; the other word
/// of the name, or the birthday, holds the block small. A key is a 64-bit hash: two keys of one hash make more comparisons, never fewer. Thread-safe.
/// </remarks>
internal sealed class BlockingKeys
{
    /// <summary>The rarest words of a name that make keys.</summary>
    public const int MaxKeyWords = 4;

    private const int Letters = 3;

    private readonly People _people;
    private readonly uint[] _sounds;
    private readonly ulong[] _beginnings;
    private readonly ulong[] _ends;

    public BlockingKeys(People people)
    {
        _people = people;
        _sounds = Array.ConvertAll(people.WordTexts, word => SoundCode.Of(word));
        _beginnings = Array.ConvertAll(people.WordTexts, word => Packed(word.AsSpan(0, Math.Min(word.Length, Letters))));
        _ends = Array.ConvertAll(people.WordTexts, word => Packed(word.AsSpan(Math.Max(word.Length - Letters, 0))));
    }

    /// <summary>Adds the person's keys of one kind.</summary>
    public void Add(BlockKind kind, int person, List<ulong> keys)
    {
        switch (kind)
        {
            case BlockKind.Email or BlockKind.Phone or BlockKind.Post or BlockKind.Messenger:
                AddPoints((PointKind)kind, person, keys);
                break;
            case BlockKind.Birthday:
                AddBirthday(person, keys);
                break;
            default:
                AddNames(kind, person, keys);
                break;
        }
    }

    /// <summary>All words of the name in any order; 0 where there are none.</summary>
    public ulong NameKey(int person)
    {
        var key = 0UL;
        foreach (var entry in _people.Words[person])
        {
            key += Hash(1, (ulong)People.Word(entry));
        }

        return key;
    }

    /// <summary>A hash of two numbers, mixed as SplitMix64 does (Steele, Lea and Flood, 2014).</summary>
    public static ulong Hash(ulong a, ulong b)
    {
        var z = (a * 0x9E3779B97F4A7C15UL) + b + 0x632BE59BD9B4E019UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    private static ulong Packed(ReadOnlySpan<char> letters)
    {
        var packed = 0UL;
        foreach (var letter in letters)
        {
            packed = (packed << 16) | letter;
        }

        return packed;
    }

    private void AddPoints(PointKind kind, int person, List<ulong> keys)
    {
        foreach (var entry in _people.Points[person])
        {
            if (People.Kind(entry) == kind)
            {
                keys.Add((ulong)People.Point(entry));
            }
        }
    }

    private void AddBirthday(int person, List<ulong> keys)
    {
        var birthday = _people.Birthdays[person];
        if (birthday == 0)
        {
            return;
        }

        var words = _people.Words[person];
        foreach (var entry in words[..Math.Min(words.Length, MaxKeyWords)])
        {
            keys.Add(((ulong)birthday << 32) | _sounds[People.Word(entry)]);
        }
    }

    private void AddNames(BlockKind kind, int person, List<ulong> keys)
    {
        var words = _people.Words[person];
        words = words[..Math.Min(words.Length, MaxKeyWords)];
        foreach (var exact in words)
        {
            foreach (var other in words)
            {
                if (exact != other)
                {
                    keys.Add(Hash((ulong)People.Word(exact), Part(kind, People.Word(other))));
                }
            }
        }
    }

    private ulong Part(BlockKind kind, int word) => kind switch
    {
        BlockKind.NameBeginning => _beginnings[word],
        BlockKind.NameEnd => _ends[word],
        _ => _sounds[word],
    };
}

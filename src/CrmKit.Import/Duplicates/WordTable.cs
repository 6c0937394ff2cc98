using System.Runtime.InteropServices;

namespace CrmKit.Import;

/// <summary>Gives each distinct text a number from 0, and counts how many people have it. Not thread-safe.</summary>
internal sealed class WordTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _texts = [];
    private readonly List<int> _people = [];

    public WordTable() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    public int NumberOf(ReadOnlySpan<char> text)
    {
        if (!_lookup.TryGetValue(text, out var number))
        {
            number = _texts.Count;
            var copy = text.ToString();
            _numbers.Add(copy, number);
            _texts.Add(copy);
            _people.Add(0);
        }

        return number;
    }

    /// <summary>One more person has it.</summary>
    public void Count(int number) => CollectionsMarshal.AsSpan(_people)[number]++;

    public string[] Texts() => [.. _texts];

    public int[] People() => [.. _people];
}

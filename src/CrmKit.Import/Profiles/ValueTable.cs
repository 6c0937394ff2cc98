namespace CrmKit.Import;

/// <summary>The values that a column may hold, and what each means. A blank means nothing unless the table says otherwise.</summary>
internal sealed class ValueTable<T>
    where T : struct, Enum
{
    private const int MaxShown = 100;

    private readonly Dictionary<string, T> _meanings = new(StringComparer.Ordinal);
    private readonly List<string> _spellings = [];
    private readonly T? _anyOther;

    public ValueTable(IEnumerable<(string Spelling, T Meaning)> values, T? blank, T? anyOther)
    {
        _anyOther = anyOther;
        if (blank is { } meaning)
        {
            _meanings[string.Empty] = meaning;
        }

        foreach (var (spelling, means) in values)
        {
            if (_meanings.TryGetValue(FoldedText.Of(spelling), out var other) && !other.Equals(means) && spelling.Length > 0)
            {
                throw new FormatException($"The value \"{spelling}\" has two meanings, {other} and {means}.");
            }

            _meanings[FoldedText.Of(spelling)] = means;
            _spellings.Add(spelling);
        }
    }

    /// <summary>What is expected, in words that continue "expected".</summary>
    public string Expected =>
        $"one of {string.Join(", ", _spellings.Where(spelling => spelling.Length > 0).DistinctBy(FoldedText.Of, StringComparer.Ordinal).Take(MaxShown))}, or nothing; a value that the profile does not know is never guessed";

    public bool TryRead(string text, out T meaning)
    {
        // A value made of signs alone is no blank.
        var folded = FoldedText.Of(text);
        if ((folded.Length > 0 || string.IsNullOrWhiteSpace(text)) && _meanings.TryGetValue(folded, out meaning))
        {
            return true;
        }

        meaning = _anyOther ?? default;
        return _anyOther is not null;
    }
}

namespace CrmKit.Import;

/// <summary>The words that files have for the values of one enumeration, both ways.</summary>
internal sealed class FileCode<T>(params (T Value, string Word)[] words)
    where T : notnull
{
    /// <summary>The words of a table, in its order.</summary>
    public FileCode(IEnumerable<(T Value, string Word)> words)
        : this([.. words])
    {
    }

    /// <summary>The words, for a person to choose from; they continue "expected".</summary>
    public string Expected { get; } = words.Length == 1 ? words[0].Word : string.Join(", ", words.SkipLast(1).Select(pair => pair.Word)) + " or " + words[^1].Word;

    /// <summary>The word of a value.</summary>
    public string Word(T value) => Array.Find(words, pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Word
        ?? throw new ArgumentOutOfRangeException(nameof(value), value, "Unknown value.");

    /// <summary>Reads a word, exactly as it is written.</summary>
    public bool TryRead(string word, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value)
    {
        var found = Array.FindIndex(words, pair => pair.Word == word);
        value = found >= 0 ? words[found].Value : default;
        return found >= 0;
    }
}

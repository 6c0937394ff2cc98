namespace CrmKit.Import;

/// <summary>The words that files have for the values of one enumeration, both ways.</summary>
internal sealed class FileCode<T>(params (T Value, string Word)[] words)
    where T : struct
{
    /// <summary>The words, for a person to choose from.</summary>
    public string Expected { get; } = string.Join(", ", words.SkipLast(1).Select(pair => pair.Word)) + " or " + words[^1].Word;

    /// <summary>The word of a value.</summary>
    public string Word(T value) => Array.Find(words, pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Word
        ?? throw new ArgumentOutOfRangeException(nameof(value), value, "Unknown value.");

    /// <summary>Reads a word, exactly as it is written.</summary>
    public bool TryRead(string word, out T value)
    {
        var found = Array.FindIndex(words, pair => pair.Word == word);
        value = found >= 0 ? words[found].Value : default;
        return found >= 0;
    }
}

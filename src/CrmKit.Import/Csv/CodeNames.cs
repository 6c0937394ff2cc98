namespace CrmKit.Import;

/// <summary>The codes that a column may hold, to the letter, and what they mean. Thread-safe.</summary>
internal sealed class CodeNames<T>(params (string Code, T Value)[] rows)
{
    private readonly Dictionary<string, T> _values = rows.ToDictionary(row => row.Code, row => row.Value, StringComparer.Ordinal);

    /// <summary>What is expected, in words that continue "expected".</summary>
    public string Expected { get; } = rows.Length == 1
        ? rows[0].Code
        : $"{string.Join(", ", rows[..^1].Select(row => row.Code))} or {rows[^1].Code}";

    public bool TryFind(string code, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value) => _values.TryGetValue(code, out value);
}

using System.Collections;

namespace CrmKit;

/// <summary>The fields that a business keeps of its customers beside those that every business keeps: names with typed values, in ordinal order of the name.</summary>
/// <remarks>Immutable and thread-safe; equal when names, types and values are.</remarks>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "Fields of a customer, in the plural; a suffix would name the container, not the content.")]
public sealed class CustomFields : IReadOnlyCollection<KeyValuePair<string, FieldValue>>, IEquatable<CustomFields>
{
    /// <summary>Longest name accepted, in UTF-16 code units.</summary>
    public const int MaxNameLength = 100;

    private readonly ImmutableSortedDictionary<string, FieldValue> _values;

    private CustomFields(ImmutableSortedDictionary<string, FieldValue> values) => _values = values;

    /// <summary>No fields.</summary>
    public static CustomFields None { get; } = new(ImmutableSortedDictionary.Create<string, FieldValue>(StringComparer.Ordinal));

    /// <summary>Number of fields.</summary>
    public int Count => _values.Count;

    /// <summary>The value of a field; <c>null</c> where there is none.</summary>
    /// <param name="name">The name.</param>
    public FieldValue? this[string name] => _values.TryGetValue(name, out var value) ? value : null;

    /// <summary>The fields with one more, or with another value of one.</summary>
    /// <param name="name">1 to 100 characters without control characters.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">The name has another form.</exception>
    /// <exception cref="InvalidOperationException">The value is <c>default(FieldValue)</c>.</exception>
    public CustomFields With(string name, FieldValue value)
    {
        ArgumentNullException.ThrowIfNull(name);
        KeyText.Check(name, MaxNameLength, nameof(name));
        _ = value.Invariant;
        return new(_values.SetItem(name, value));
    }

    /// <summary>The fields without one.</summary>
    /// <param name="name">The name.</param>
    public CustomFields Without(string name) => new(_values.Remove(name));

    /// <summary>These fields, and of others those that are not among these.</summary>
    /// <param name="others">The other fields.</param>
    public CustomFields FilledFrom(CustomFields others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new(others._values.SetItems(_values));
    }

    /// <summary>Value equality.</summary>
    /// <param name="other">The other fields.</param>
    public bool Equals(CustomFields? other) => other is not null && _values.SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CustomFields);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Aggregate(0, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, FieldValue>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

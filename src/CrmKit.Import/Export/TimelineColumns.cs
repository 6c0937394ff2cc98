using System.Collections.Frozen;

namespace CrmKit.Import;

/// <summary>The columns of a file of interactions, and which of them each type of event has.</summary>
internal static class TimelineColumns
{
    /// <summary>All columns, those that must be there first.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "customer_id", "type", "key", "date", "at", "channel", "class", "kind", "reason", "occurrence", "metric", "score", "due", "amount", "currency", "refers_to", "incentive", "items", "note",
    ];

    // What every event has; the rest depends on its type.
    private const int Common = 5;

    private static readonly FrozenDictionary<string, string[]> ByType = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["purchase"] = ["amount", "currency", "items"],
        ["return"] = ["amount", "currency", "refers_to"],
        ["touch"] = ["channel", "class", "kind", "reason", "occurrence"],
        ["reply"] = ["channel", "refers_to", "note"],
        ["feedback"] = ["metric", "score", "refers_to", "note"],
        ["complaint"] = ["refers_to", "note"],
        ["complaint-resolved"] = ["refers_to", "note"],
        ["promise"] = ["due", "note"],
        ["promise-kept"] = ["refers_to"],
        ["payment-failed"] = ["refers_to", "note"],
        ["incentive"] = ["incentive"],
        ["engagement"] = ["kind", "refers_to"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ReadOnlySpan<string> Required => All.AsSpan()[..2];

    public static ReadOnlySpan<string> Optional => All.AsSpan()[2..];

    /// <summary>The columns that only some types have.</summary>
    public static ReadOnlySpan<string> OfTypes => All.AsSpan()[Common..];

    /// <summary>What a type must be, in words that continue "expected".</summary>
    public static string ExpectedType { get; } = string.Join(", ", ByType.Keys.Order(StringComparer.Ordinal).SkipLast(1)) + " or " + ByType.Keys.Order(StringComparer.Ordinal).Last();

    /// <summary>The columns that a type has beside those of all; <c>null</c> for an unknown type.</summary>
    public static string[]? Of(string type) => ByType.GetValueOrDefault(type);
}

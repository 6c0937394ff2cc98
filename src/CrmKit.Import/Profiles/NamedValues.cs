namespace CrmKit.Import;

/// <summary>A column with a closed set of values.</summary>
/// <param name="Names">The column's spellings.</param>
/// <param name="Values">Its values.</param>
internal sealed record NamedValues<T>(ImmutableArray<string> Names, ValueTable<T> Values)
    where T : struct, Enum;

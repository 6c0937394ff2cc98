namespace CrmKit.Import;

/// <summary>A column that says whether a deal is won.</summary>
/// <param name="Names">Its spellings.</param>
/// <param name="Values">Its values; of a column of stages, which each business names itself, every other value means no.</param>
/// <param name="IsStage">Whether it is a column of stages.</param>
internal sealed record WonColumn(ImmutableArray<string> Names, ValueTable<Answer> Values, bool IsStage);

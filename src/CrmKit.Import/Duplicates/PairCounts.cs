namespace CrmKit.Import;

/// <summary>What was compared, and what was not.</summary>
internal readonly record struct PairCounts(long Compared, ImmutableArray<LargeBlocks> LargeBlocks, int PeopleInLargeBlocks);

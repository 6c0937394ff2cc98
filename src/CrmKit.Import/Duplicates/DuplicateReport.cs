namespace CrmKit.Import;

/// <summary>What a search for duplicates found, and what it left out.</summary>
/// <remarks>Immutable.</remarks>
public sealed class DuplicateReport
{
    internal DuplicateReport(ImmutableArray<DuplicateCandidate> candidates, int people, long candidatesFound, PairCounts counts)
    {
        Candidates = candidates;
        People = people;
        CandidatesFound = candidatesFound;
        PairsCompared = counts.Compared;
        LargeBlocks = counts.LargeBlocks;
        PeopleNotComparedInFull = counts.PeopleInLargeBlocks;
    }

    /// <summary>The candidates, best first; equal scores in ordinal order of the ids.</summary>
    public ImmutableArray<DuplicateCandidate> Candidates { get; }

    /// <summary>How many people were looked at.</summary>
    public int People { get; }

    /// <summary>How many candidates there were before <see cref="DuplicateOptions.MaxCandidates"/> kept the best of them.</summary>
    public long CandidatesFound { get; }

    /// <summary>How many different pairs were compared.</summary>
    public long PairsCompared { get; }

    /// <summary>The keys that more than <see cref="DuplicateOptions.MaxBlockSize"/> people share, by what they are keys of; empty where everything was compared in full.</summary>
    public ImmutableArray<LargeBlocks> LargeBlocks { get; }

    /// <summary>How many different people are in such a block: they were compared with a part of those alone with whom they share a key.</summary>
    public int PeopleNotComparedInFull { get; }

    /// <summary>At most how many pairs share a key and were not compared for it. A pair that shares several large keys counts for each.</summary>
    public long PairsLeftOut => LargeBlocks.Sum(blocks => blocks.PairsLeftOut);
}

namespace CrmKit.Import;

/// <summary>How duplicates are looked for.</summary>
public sealed record DuplicateOptions
{
    /// <summary>The lowest score of a candidate, in bits. Default: 0, as likely as not. Range: finite.</summary>
    public double MinimumScore { get; init; }

    /// <summary>How many duplicates a person is expected to have in the list, on average. Default: 0.1. Range: above 0, at most 10.</summary>
    /// <remarks>Twice the number adds one bit to every score; the order of the candidates stays.</remarks>
    public double ExpectedDuplicates { get; init; } = 0.1;

    /// <summary>How many people may share a key and all be compared with each other. Default: 200. Range: 2 to 10,000.</summary>
    /// <remarks>
    /// The people of a larger block are compared where they also share all words of their names, or their birthday; what is still too large is left out.
    /// Time grows with this number, and the report says how many people it concerns.
    /// </remarks>
    public int MaxBlockSize { get; init; } = 200;

    /// <summary>How many candidates the report holds; the best are kept. Default: 1,000,000. Range: 1 to 100,000,000.</summary>
    public int MaxCandidates { get; init; } = 1_000_000;

    /// <summary>Whether every pair of people is compared, whether or not they share a key. Default: no. Time grows with the square: for some thousands of people.</summary>
    public bool ComparesEveryPair { get; init; }

    /// <summary>How many threads compare. Default: <c>null</c>, one for each processor. Range: 1 to 1,024. The report is the same for any number.</summary>
    public int? Workers { get; init; }

    internal void Check()
    {
        Require(double.IsFinite(MinimumScore), MinimumScore, nameof(MinimumScore), "a finite number of bits");
        Require(ExpectedDuplicates is > 0 and <= 10, ExpectedDuplicates, nameof(ExpectedDuplicates), "a number above 0 and at most 10");
        Require(MaxBlockSize is >= 2 and <= 10_000, MaxBlockSize, nameof(MaxBlockSize), "2 to 10,000");
        Require(MaxCandidates is >= 1 and <= 100_000_000, MaxCandidates, nameof(MaxCandidates), "1 to 100,000,000");
        Require(Workers is null or (>= 1 and <= 1024), Workers, nameof(Workers), "1 to 1,024, or null");
    }

    private static void Require(bool isMet, object? value, string name, string range)
    {
        if (!isMet)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
        }
    }
}

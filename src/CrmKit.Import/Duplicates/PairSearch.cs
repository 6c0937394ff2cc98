using System.Runtime.InteropServices;

namespace CrmKit.Import;

/// <summary>Brings people together and keeps the pairs that score high enough.</summary>
internal sealed class PairSearch
{
    private const int ChunkSize = 1024;

    // What the parts of the work take, about: reading and sorting into blocks, then comparing.
    private const double ReadShare = 0.2;
    private const double SortedShare = 0.4;
    private const double ComparedShare = 0.95;

    private readonly People _people;
    private readonly DuplicateOptions _options;
    private readonly Findings _findings;
    private readonly IProgress<double>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly ParallelOptions _parallel;
    private readonly Lock _progressLock = new();
    private int _nextChunk;
    private int _chunksDone;

    public PairSearch(People people, DuplicateOptions options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        _people = people;
        _options = options;
        _findings = new Findings(people, options);
        _progress = progress;
        _cancellationToken = cancellationToken;
        _parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = options.Workers ?? Environment.ProcessorCount };
    }

    public DuplicateReport Run()
    {
        _progress?.Report(ReadShare);
        var blocks = _options.ComparesEveryPair ? [] : Blocks();
        _progress?.Report(SortedShare);
        var best = new BestPairs(_options.MaxCandidates);
        var chunks = (_people.Count + ChunkSize - 1) / ChunkSize;
        Parallel.For(0, Math.Min(chunks, _parallel.MaxDegreeOfParallelism), _parallel, _ => Compare(blocks, best));
        var pairs = best.ToArray();
        var candidates = new DuplicateCandidate[pairs.Length];
        Explain(pairs, candidates);
        var (large, people) = Large(blocks);
        _progress?.Report(1);
        return new DuplicateReport(
            ImmutableCollectionsMarshal.AsImmutableArray(candidates), _people.Count, best.Found, new PairCounts(best.Compared, large, people));
    }

    private BlockIndex[] Blocks()
    {
        var kinds = Enum.GetValues<BlockKind>();
        var blocks = new BlockIndex[kinds.Length];
        var keys = new BlockingKeys(_people);
        Parallel.For(0, kinds.Length, _parallel, i => blocks[i] = new BlockIndexBuilder(_people, keys, kinds[i], _options.MaxBlockSize, _cancellationToken).Build());
        return blocks;
    }

    /// <summary>One worker: takes the next people until none are left. Which worker takes whom changes nothing.</summary>
    private void Compare(BlockIndex[] blocks, BestPairs best)
    {
        var scorer = new PairScorer(_people, _findings, _options.MinimumScore);
        var marks = new int[_people.Count];
        var met = new List<int>();
        var pairs = new List<ScoredPair>();
        while (Interlocked.Increment(ref _nextChunk) - 1 is var chunk && (long)chunk * ChunkSize < _people.Count)
        {
            pairs.Clear();
            var compared = 0L;
            for (var person = chunk * ChunkSize; person < Math.Min((chunk + 1) * ChunkSize, _people.Count); person++)
            {
                _cancellationToken.ThrowIfCancellationRequested();
                Meet(person, blocks, marks, met);
                foreach (var other in met)
                {
                    if (_people.Kinds[person] != _people.Kinds[other])
                    {
                        continue;
                    }

                    compared++;
                    if (scorer.Score(person, other) is var score && score >= _options.MinimumScore)
                    {
                        pairs.Add(Ranked(score, person, other));
                    }
                }
            }

            best.Add(pairs, compared);
            ReportChunk();
        }
    }

    private void Meet(int person, BlockIndex[] blocks, int[] marks, List<int> met)
    {
        met.Clear();
        foreach (var block in blocks)
        {
            block.Meet(person, marks, met);
        }

        for (var other = person + 1; _options.ComparesEveryPair && other < _people.Count; other++)
        {
            met.Add(other);
        }
    }

    private ScoredPair Ranked(double score, int a, int b)
    {
        var (first, second) = (_people.Ranks[a], _people.Ranks[b]);
        return first < second ? new ScoredPair(score, first, second) : new ScoredPair(score, second, first);
    }

    /// <summary>Compares the pairs that are reported once more, for their evidence: while millions are compared, only scores are kept.</summary>
    private void Explain(ScoredPair[] pairs, DuplicateCandidate[] candidates)
    {
        var scorer = new PairScorer(_people, _findings, _options.MinimumScore);
        for (var i = 0; i < pairs.Length; i++)
        {
            if (i % ChunkSize == 0)
            {
                _cancellationToken.ThrowIfCancellationRequested();
            }

            var (first, second) = (_people.ByRank[pairs[i].First], _people.ByRank[pairs[i].Second]);
            var score = scorer.Score(first, second);
            var terms = scorer.Terms;
            var evidence = new DuplicateEvidence[terms.Length];
            for (var term = 0; term < terms.Length; term++)
            {
                evidence[term] = terms[term].ToEvidence();
            }

            candidates[i] = new DuplicateCandidate(
                _people.Ids[first], _people.Ids[second], score, ImmutableCollectionsMarshal.AsImmutableArray(evidence));
        }
    }

    private static (ImmutableArray<LargeBlocks> Large, int People) Large(BlockIndex[] blocks)
    {
        var all = blocks.Where(block => block.Large.Blocks > 0).ToArray();
        var large = all.GroupBy(block => block.Large.Kind, StringComparer.Ordinal).Select(group => new LargeBlocks(
            group.Key,
            group.Sum(block => block.Large.Blocks),
            InAny([.. group]),
            group.Max(block => block.Large.Largest),
            group.Sum(block => block.Large.PairsLeftOut)));
        return ([.. large], InAny(all));
    }

    private static int InAny(BlockIndex[] blocks)
    {
        var people = 0;
        for (var person = 0; blocks.Length > 0 && person < blocks[0].InLargeBlock.Length; person++)
        {
            people += Array.Exists(blocks, block => block.InLargeBlock[person]) ? 1 : 0;
        }

        return people;
    }

    private void ReportChunk()
    {
        if (_progress is null)
        {
            return;
        }

        lock (_progressLock)
        {
            var share = Math.Min(1, (double)++_chunksDone * ChunkSize / _people.Count);
            _progress.Report(SortedShare + ((ComparedShare - SortedShare) * share));
        }
    }
}

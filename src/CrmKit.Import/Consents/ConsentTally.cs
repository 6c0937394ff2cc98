namespace CrmKit.Import;

/// <summary>Counts what becomes of the lines of one file. Not thread-safe.</summary>
internal sealed class ConsentTally
{
    private ConsentImportSummary _counts = new();

    public void Take(ConsentState state, bool isProofLost)
    {
        _counts = _counts with { LinesTaken = _counts.LinesTaken + 1 };
        _counts = state switch
        {
            ConsentState.OptIn => _counts with { OptIns = _counts.OptIns + 1 },
            ConsentState.OptOut => _counts with { OptOuts = _counts.OptOuts + 1 },
            ConsentState.Objection => _counts with { Objections = _counts.Objections + 1 },
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown statement."),
        };
        if (isProofLost)
        {
            _counts = _counts with { ProofsTakenAsReported = _counts.ProofsTakenAsReported + 1 };
        }
    }

    public ConsentImportSummary ToSummary(long linesRead, ImmutableArray<RejectCount> setAside, long refusalsNotHeeded) =>
        _counts with { LinesRead = linesRead, SetAside = setAside, RefusalsNotHeeded = refusalsNotHeeded };
}

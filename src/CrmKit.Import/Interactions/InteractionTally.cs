namespace CrmKit.Import;

/// <summary>Counts what becomes of the lines of one file. Not thread-safe.</summary>
internal sealed class InteractionTally
{
    private InteractionImportSummary _counts = new();

    public void Take(TimelineEvent taken, bool isRepeated)
    {
        _counts = _counts with { LinesTaken = _counts.LinesTaken + 1 };
        if (!isRepeated)
        {
            Count(taken);
        }
    }

    public InteractionImportSummary ToSummary(long linesRead, ImmutableArray<RejectCount> setAside) => _counts with { LinesRead = linesRead, SetAside = setAside };

    private void Count(TimelineEvent taken) => _counts = taken switch
    {
        Reply => _counts with { Replies = _counts.Replies + 1 },
        Complaint => _counts with { Complaints = _counts.Complaints + 1 },
        ComplaintResolved => _counts with { ComplaintsResolved = _counts.ComplaintsResolved + 1 },
        Promise => _counts with { Promises = _counts.Promises + 1 },
        PromiseKept => _counts with { PromisesKept = _counts.PromisesKept + 1 },
        PaymentFailed => _counts with { PaymentsFailed = _counts.PaymentsFailed + 1 },
        Feedback => _counts with { Feedback = _counts.Feedback + 1 },
        Engagement => _counts with { Engagements = _counts.Engagements + 1 },
        Touch => _counts with { Touches = _counts.Touches + 1 },
        _ => throw new ArgumentException($"No row becomes a {taken.GetType().Name}.", nameof(taken)),
    };
}

namespace CrmKit.Import;

/// <summary>What an import of interactions took of a file and set aside. Every line that is taken states an event.</summary>
public sealed record InteractionImportSummary : ImportSummary
{
    /// <summary>Events of type <see cref="Reply"/>.</summary>
    public long Replies { get; init; }

    /// <summary>Events of type <see cref="Complaint"/>.</summary>
    public long Complaints { get; init; }

    /// <summary>Events of type <see cref="ComplaintResolved"/>.</summary>
    public long ComplaintsResolved { get; init; }

    /// <summary>Events of type <see cref="Promise"/>.</summary>
    public long Promises { get; init; }

    /// <summary>Events of type <see cref="PromiseKept"/>.</summary>
    public long PromisesKept { get; init; }

    /// <summary>Events of type <see cref="PaymentFailed"/>.</summary>
    public long PaymentsFailed { get; init; }

    /// <summary>Events of type <see cref="CrmKit.Feedback"/>.</summary>
    public long Feedback { get; init; }

    /// <summary>Events of type <see cref="Engagement"/>.</summary>
    public long Engagements { get; init; }

    /// <summary>Events of type <see cref="Touch"/>.</summary>
    public long Touches { get; init; }

    /// <summary>Events in all.</summary>
    public long Events => Replies + Complaints + ComplaintsResolved + Promises + PromisesKept + PaymentsFailed + Feedback + Engagements + Touches;

    /// <summary>Lines that state the event of an earlier line once more, under the same key: <see cref="ImportSummary.LinesTaken"/> less <see cref="Events"/>.</summary>
    public long LinesRepeated => LinesTaken - Events;
}

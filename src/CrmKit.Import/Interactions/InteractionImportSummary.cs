namespace CrmKit.Import;

/// <summary>What an import of interactions took of a file and set aside. Every line is either in <see cref="LinesTaken"/> or in <see cref="LinesSetAside"/>.</summary>
/// <remarks>A line is a record here, which may go over several physical lines; the header line and empty lines are none.</remarks>
public sealed record InteractionImportSummary
{
    /// <summary>Lines read.</summary>
    public long LinesRead { get; init; }

    /// <summary>Lines that state an event.</summary>
    public long LinesTaken { get; init; }

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

    /// <summary>Events of type <see cref="CrmKit.Feedback"/>.</summary>
    public long Feedback { get; init; }

    /// <summary>Events of type <see cref="Touch"/>.</summary>
    public long Touches { get; init; }

    /// <summary>Events in all.</summary>
    public long Events => Replies + Complaints + ComplaintsResolved + Promises + PromisesKept + Feedback + Touches;

    /// <summary>Lines that state the event of an earlier line once more, under the same key: <see cref="LinesTaken"/> less <see cref="Events"/>.</summary>
    public long LinesRepeated => LinesTaken - Events;

    /// <summary>Lines set aside.</summary>
    public long LinesSetAside => LinesRead - LinesTaken;

    /// <summary>The lines set aside by reason, in the order of the reasons, none of zero lines.</summary>
    public ImmutableArray<RejectCount> SetAside { get; init; } = [];
}

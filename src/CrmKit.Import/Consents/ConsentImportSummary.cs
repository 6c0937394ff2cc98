namespace CrmKit.Import;

/// <summary>What an import of consents took of a file and set aside. Every line is either in <see cref="LinesTaken"/> or in <see cref="LinesSetAside"/>.</summary>
/// <remarks>A line is a record here, which may go over several physical lines; the header line and empty lines are none.</remarks>
public sealed record ConsentImportSummary
{
    /// <summary>Lines read.</summary>
    public long LinesRead { get; init; }

    /// <summary>Agreements.</summary>
    public long OptIns { get; init; }

    /// <summary>Refusals of a purpose, or of a topic of it.</summary>
    public long OptOuts { get; init; }

    /// <summary>Refusals of all contact that is not service.</summary>
    public long Objections { get; init; }

    /// <summary>Lines taken, each of which is one statement.</summary>
    public long LinesTaken => OptIns + OptOuts + Objections;

    /// <summary>Statements taken whose file claims a proof that is not trusted (<see cref="ConsentCsvOptions.TrustsEvidence"/>).</summary>
    public long ProofsTakenAsReported { get; init; }

    /// <summary>Lines set aside.</summary>
    public long LinesSetAside => LinesRead - LinesTaken;

    /// <summary>The lines set aside by reason, in the order of the reasons, none of zero lines.</summary>
    public ImmutableArray<RejectCount> SetAside { get; init; } = [];
}

namespace CrmKit.Import;

/// <summary>What an import took of a file and set aside. Every line is either in <see cref="LinesTaken"/> or in <see cref="LinesSetAside"/>.</summary>
/// <remarks>A line is a record here, which may go over several physical lines, or a card of an address book; the header line and empty lines are none.</remarks>
public abstract record ImportSummary
{
    /// <summary>Lines read.</summary>
    public long LinesRead { get; init; }

    /// <summary>Lines that were in order, whether or not they said something that no earlier one had said.</summary>
    public long LinesTaken { get; init; }

    /// <summary>Lines set aside.</summary>
    public long LinesSetAside => LinesRead - LinesTaken;

    /// <summary>The lines set aside by reason, in the order of the reasons, none of zero lines.</summary>
    public ImmutableArray<RejectCount> SetAside { get; init; } = [];

    /// <summary>Lines set aside that refuse contact, or may, and of which not everything could be heeded: they end no agreement that is recorded already.</summary>
    public long RefusalsNotHeeded { get; init; }
}

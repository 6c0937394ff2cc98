namespace CrmKit.Import;

/// <summary>What an import of consents took of a file and set aside. Every line that is taken is one statement.</summary>
public sealed record ConsentImportSummary : ImportSummary
{
    /// <summary>Agreements.</summary>
    public long OptIns { get; init; }

    /// <summary>Refusals of a purpose, or of a topic of it.</summary>
    public long OptOuts { get; init; }

    /// <summary>Refusals of all contact that is not service.</summary>
    public long Objections { get; init; }

    /// <summary>Statements taken whose file claims a proof that is not trusted (<see cref="ConsentCsvOptions.TrustsEvidence"/>).</summary>
    public long ProofsTakenAsReported { get; init; }
}

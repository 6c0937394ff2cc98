namespace CrmKit.Import;

/// <summary>How a file of statements about contact is read.</summary>
public sealed record ConsentCsvOptions
{
    /// <summary>How dates and fields are written. Default: comma, ISO dates.</summary>
    public CsvFormat Format { get; init; } = new();

    /// <summary>The zone of the business: of a day alone, an agreement counts from its start there, a refusal to its end.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>What the file calls its columns where it does not use the usual names: from <c>customer_id</c>, <c>channel</c>, <c>address</c>, <c>purpose</c>, <c>state</c>, <c>date</c>, <c>topic</c>, <c>source</c>, <c>basis</c>, <c>wording</c>, <c>evidence</c> and <c>evidence_reference</c> to its own. Default: none.</summary>
    public ImmutableDictionary<string, string> ColumnNames { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether evidence that the file tells of is proof. Default no: it is kept as hearsay, so that no file lifts an objection.</summary>
    /// <remarks>Say yes for what this library exported, or where somebody has seen the proofs.</remarks>
    public bool TrustsEvidence { get; init; }
}

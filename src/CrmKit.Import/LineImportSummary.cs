namespace CrmKit.Import;

/// <summary>What an import took of a file in which each line is one thing: a customer, or an event of a timeline.</summary>
public sealed record LineImportSummary : ImportSummary;

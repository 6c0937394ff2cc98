namespace CrmKit.Import;

/// <summary>Why customers are to be spared: <c>care_bereavement</c> holds <c>yes</c>, or the last day, included; <c>care_bereavement_2</c> a second flag. Not thread-safe.</summary>
internal sealed class CareColumns(CsvRecords records, CustomerCsvOptions options, DateText dates) : StopColumns<CareKind, CareFlag>(records, options.CarePrefix)
{
    protected override string Expected => $"yes, or its last day: {dates.Expected}, or nothing";

    protected override CareKind Kind(CsvHeader header, string name, string word) =>
        FileCodes.Cares.TryRead(word, out var kind) ? kind : throw PrefixedColumns.Fault(header, name, FileCodes.Cares.Expected, nameof(CustomerCsvOptions.CarePrefix));

    protected override CareFlag? Stop(CareKind kind, string text) =>
        text == "yes" ? new CareFlag(kind)
        : dates.TryParse(text, out var until) ? new CareFlag(kind, until)
        : null;

    protected override ImmutableArray<CareFlag> InOrder(IEnumerable<CareFlag> stops) => [.. stops.OrderBy(flag => flag.Kind).ThenBy(flag => flag.Until)];
}

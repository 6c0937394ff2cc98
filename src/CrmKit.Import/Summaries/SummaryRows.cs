namespace CrmKit.Import;

// Rows as they are read.
internal sealed class SummaryRows
{
    public List<string> Ids { get; } = [];

    public List<int> X { get; } = [];

    public List<double> Recency { get; } = [];

    public List<double> Age { get; } = [];

    public List<int> Opportunities { get; } = [];

    public List<double> MeanSpend { get; } = [];

    public List<double> LogGaps { get; } = [];

    public List<long> Customers { get; } = [];
}

using CrmKit.Import;
using CrmKit.LifetimeValue;

namespace CrmKit.Tool;

/// <summary>What each model reads of a file of summaries.</summary>
internal static class ModelInputs
{
    public const string Spend = "gamma-gamma";
    public const string Discrete = "bg-bb";

    public static SummaryParts For(string model) => model switch
    {
        Spend => SummaryParts.MeanSpend,
        Discrete => SummaryParts.Recency | SummaryParts.Opportunities,
        "bg-cnbd-k" or "mbg-cnbd-k" => SummaryParts.Recency | SummaryParts.Age | SummaryParts.LogGaps,
        _ => SummaryParts.Recency | SummaryParts.Age,
    };

    public static RecencyFrequencyTable Histories(SummaryColumns columns, double daysPerTimeUnit) => columns.Customers.IsEmpty && columns.LogGaps.IsEmpty
        ? RecencyFrequencyTable.From(columns.X.Span, columns.Recency.Span, columns.Age.Span, daysPerTimeUnit)
        : RecencyFrequencyTable.FromCounted(columns.X.Span, columns.Recency.Span, columns.Age.Span, Customers(columns), columns.LogGaps.Span, daysPerTimeUnit);

    public static OpportunityTable Opportunities(SummaryColumns columns)
    {
        var histories = new OpportunityHistory[columns.Count];
        for (var i = 0; i < histories.Length; i++)
        {
            histories[i] = Opportunity(columns, i);
        }

        return OpportunityTable.From(histories, columns.Customers.Span);
    }

    public static OpportunityHistory Opportunity(SummaryColumns columns, int row) =>
        new(columns.X.Span[row], (int)columns.Recency.Span[row], columns.Opportunities.Span[row]);

    public static PurchaseHistory History(SummaryColumns columns, int row) => new(columns.X.Span[row], columns.Recency.Span[row], columns.Age.Span[row])
    {
        SumLogGaps = columns.LogGaps.IsEmpty ? 0 : columns.LogGaps.Span[row],
    };

    private static long[] Customers(SummaryColumns columns)
    {
        if (!columns.Customers.IsEmpty)
        {
            return columns.Customers.ToArray();
        }

        var one = new long[columns.Count];
        Array.Fill(one, 1);
        return one;
    }
}

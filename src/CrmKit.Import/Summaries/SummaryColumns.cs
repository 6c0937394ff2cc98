namespace CrmKit.Import;

/// <summary>The rows of a file of summaries as columns of one length; those that were not read are empty.</summary>
public sealed class SummaryColumns
{
    internal SummaryColumns(string? idColumn, SummaryParts parts, SummaryRows rows)
    {
        IdColumn = idColumn;
        Parts = parts;
        Ids = [.. rows.Ids];
        X = rows.X.ToArray();
        Recency = rows.Recency.ToArray();
        Age = rows.Age.ToArray();
        Opportunities = rows.Opportunities.ToArray();
        MeanSpend = rows.MeanSpend.ToArray();
        LogGaps = rows.LogGaps.ToArray();
        Customers = rows.Customers.ToArray();
    }

    /// <summary>Number of rows.</summary>
    public int Count => X.Length;

    /// <summary>The column of names; <c>null</c> where the file has none.</summary>
    public string? IdColumn { get; }

    /// <summary>What was read beside x.</summary>
    public SummaryParts Parts { get; }

    /// <summary>The customers' names as they stand in the file; personal data.</summary>
    public ImmutableArray<string> Ids { get; }

    /// <summary>x, repeat purchases.</summary>
    public ReadOnlyMemory<int> X { get; }

    /// <summary>t_x.</summary>
    public ReadOnlyMemory<double> Recency { get; }

    /// <summary>T.</summary>
    public ReadOnlyMemory<double> Age { get; }

    /// <summary>n.</summary>
    public ReadOnlyMemory<int> Opportunities { get; }

    /// <summary>m_x.</summary>
    public ReadOnlyMemory<double> MeanSpend { get; }

    /// <summary>Sum of the logarithms of gaps.</summary>
    public ReadOnlyMemory<double> LogGaps { get; }

    /// <summary>Customers of each row; empty where each row is one.</summary>
    public ReadOnlyMemory<long> Customers { get; }
}

namespace CrmKit.Import;

/// <summary>The columns of a file with one customer, or so many alike, in a row. Names are matched without regard to case where none is the same to the letter.</summary>
public sealed record SummaryCsvOptions
{
    /// <summary>How the file is written.</summary>
    public CsvFormat Format { get; init; } = new();

    /// <summary>What every row must say.</summary>
    public SummaryParts Required { get; init; } = SummaryParts.Recency | SummaryParts.Age;

    /// <summary>What is read too where the file has a column for it.</summary>
    public SummaryParts Optional { get; init; }

    /// <summary>Column of the customer's name; <c>null</c>, the first column that is none of the others below, else the first that is not read, unless told.</summary>
    public string? IdColumn { get; init; }

    /// <summary>Column of the number of customers that a row stands for, whole numbers of 0 or more; <c>null</c>, one each, unless told.</summary>
    public string? CustomersColumn { get; init; }

    /// <summary>Column of x, repeat purchases: whole numbers of 0 or more.</summary>
    public string PurchasesColumn { get; init; } = "x";

    /// <summary>Column of t_x, time from the first purchase to the last: 0 to T.</summary>
    public string RecencyColumn { get; init; } = "t_x";

    /// <summary>Column of T, time from the first purchase to the end of observation: 0 or more.</summary>
    public string AgeColumn { get; init; } = "T";

    /// <summary>Column of n, opportunities: whole numbers of 0 or more.</summary>
    public string OpportunitiesColumn { get; init; } = "n";

    /// <summary>Column of m_x, mean spend: 0 or more.</summary>
    public string MeanSpendColumn { get; init; } = "m_x";

    /// <summary>Column of the sum of the natural logarithms of the gaps between purchases.</summary>
    public string LogGapsColumn { get; init; } = "sum_log_gaps";
}

namespace CrmKit.Import;

/// <summary>What a file of summaries may say of a customer.</summary>
[Flags]
public enum SummaryParts
{
    /// <summary>Only the number of repeat purchases, x.</summary>
    None = 0,

    /// <summary>t_x, the time of the last purchase.</summary>
    Recency = 1,

    /// <summary>T, the time observed.</summary>
    Age = 2,

    /// <summary>n, the opportunities had; t_x is then the number of the last one used.</summary>
    Opportunities = 4,

    /// <summary>m_x, mean spend.</summary>
    MeanSpend = 8,

    /// <summary>The sum of the logarithms of gaps between purchases.</summary>
    LogGaps = 16,
}

namespace CrmKit.LifetimeValue;

/// <summary>The customers whose first purchase lies in one span, followed from that span on.</summary>
/// <param name="Start">First day of the span of the first purchase.</param>
/// <param name="Customers">Customers of the cohort, 1 or more.</param>
/// <param name="Repeaters">Those of them who bought on a second day.</param>
/// <param name="Spans">One cell for each span from that of the first purchase to the last one observed.</param>
public sealed record Cohort(LocalDate Start, int Customers, int Repeaters, ImmutableArray<CohortCell> Spans)
{
    /// <summary>Share of the cohort who bought on a second day, 0 to 1.</summary>
    public double RepeatRate => (double)Repeaters / Customers;

    /// <summary>Share of the cohort who bought in a span.</summary>
    /// <param name="span">Spans after that of the first purchase, 0 to the last one observed.</param>
    /// <returns>0 to 1; 1 for span 0.</returns>
    public double ActiveShare(int span) => (double)Spans[span].Customers / Customers;
}

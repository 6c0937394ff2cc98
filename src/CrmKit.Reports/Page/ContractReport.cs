using CrmKit.Churn;

namespace CrmKit.Reports;

/// <summary>What goes on the page of a business with contracts. Every part may be missing, and the page then says so.</summary>
/// <remarks>Immutable. Ids of customers in it are personal data.</remarks>
public sealed record ContractReport
{
    /// <summary>The heading of the page.</summary>
    public required string Title { get; init; }

    /// <summary>The last day looked at; <c>null</c> where the ledger has but numbered months.</summary>
    public LocalDate? AsOf { get; init; }

    /// <summary>What a reader must know beforehand, one sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The figures at the head of the page; four to eight read well.</summary>
    public ImmutableArray<ReportFigure> Figures { get; init; } = [];

    /// <summary>What came, what went and what is left.</summary>
    public RetentionAccounts? Accounts { get; init; }

    /// <summary>The movements that the waterfall shows, of a month or of any period.</summary>
    public AccountMovements? Movements { get; init; }

    /// <summary>How long customers stay.</summary>
    public SurvivalFit? Tenure { get; init; }

    /// <summary>What <see cref="Tenure"/> is counted in.</summary>
    public string TenureUnit { get; init; } = "months";

    /// <summary>What happened at the renewals.</summary>
    public RetentionCounts? Renewals { get; init; }

    /// <summary>The model of <see cref="Renewals"/>.</summary>
    public IRetentionCurve? Retention { get; init; }

    /// <summary>What the chances of leaving were worth where they could be tried.</summary>
    public PredictionQuality? Quality { get; init; }

    /// <summary>Who may leave, the largest expected loss first.</summary>
    public ImmutableArray<ReportRiskRow> AtRisk { get; init; } = [];
}

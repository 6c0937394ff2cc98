using CrmKit.LifetimeValue;

namespace CrmKit.Reports;

/// <summary>What goes on the report page: ready-made rows, in the order in which they are shown. Every list may be empty, and the page then says so.</summary>
/// <remarks>Immutable. Names in it are personal data, so that its rows print as their ids alone.</remarks>
public sealed record CustomerReport
{
    /// <summary>The heading of the page.</summary>
    public required string Title { get; init; }

    /// <summary>The day that the report takes as today.</summary>
    public required LocalDate Today { get; init; }

    /// <summary>The zone of the business, in which <see cref="Today"/> is a day.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>What a reader must know beforehand, one sentence each; for example that names are synthetic.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The figures at the head of the page; four to eight read well.</summary>
    public ImmutableArray<ReportFigure> Figures { get; init; } = [];

    /// <summary>Today's contacts.</summary>
    public ImmutableArray<ReportContactRow> Contacts { get; init; } = [];

    /// <summary>How many candidates are not contacted today, by reason; <see cref="ReportDecisionCount.FromPlan"/> counts them. <c>null</c> where no plan is at hand: the page is then silent about it.</summary>
    public ImmutableArray<ReportDecisionCount>? NotToday { get; init; }

    /// <summary>Valuable customers who may be leaving.</summary>
    public ImmutableArray<ReportCustomerRow> SlippingAway { get; init; } = [];

    /// <summary>The customers worth most.</summary>
    public ImmutableArray<ReportCustomerRow> MostValuable { get; init; } = [];

    /// <summary>What the purchase model expected beside what happened; <c>null</c> when no weeks were set aside.</summary>
    public PurchaseTracking? Tracking { get; init; }

    /// <summary>How often customers bought again beside what the model expected; <c>null</c> where no model was fitted.</summary>
    public PurchaseFrequencies? Frequencies { get; init; }

    /// <summary>How mean spends are spread beside what the model expected; <c>null</c> where no model was fitted.</summary>
    public SpendDensity? Spend { get; init; }

    /// <summary>The currency of <see cref="Spend"/>.</summary>
    public Currency Currency { get; init; }

    /// <summary>What the model says by recency and frequency; <c>null</c> where no model was fitted.</summary>
    public RecencyFrequencyGrid? Grid { get; init; }

    /// <summary>Who came when and came back when; <c>null</c> where nobody has bought.</summary>
    public CohortTable? Cohorts { get; init; }

    /// <summary>Who holds the expected value; <c>null</c> where nobody is valued.</summary>
    public ValueDistribution? Value { get; init; }

    /// <summary>The chance over time of the first of <see cref="SlippingAway"/>; <c>null</c> where nobody is slipping away.</summary>
    public AliveHistory? Slipping { get; init; }

    /// <summary>How often people were contacted of late; <c>null</c> leaves it out.</summary>
    public PressureSpread? Pressure { get; init; }

    /// <summary>How long people have heard nothing; <c>null</c> leaves it out.</summary>
    public SilenceSpread? Silence { get; init; }

    /// <summary>Contacts by business-local day, made and planned; <c>null</c> leaves the calendar out.</summary>
    public ImmutableSortedDictionary<LocalDate, int>? Calendar { get; init; }

    /// <summary>The parameters of the fitted models.</summary>
    public ImmutableArray<ReportParameter> Parameters { get; init; } = [];
}

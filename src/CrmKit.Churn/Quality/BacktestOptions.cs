namespace CrmKit.Churn;

/// <summary>How a backtest is done.</summary>
public sealed record BacktestOptions
{
    internal static readonly BacktestOptions Default = new();

    /// <summary>The fixed window: whoever has been silent for longer counts as gone, by the vendors' rule; above 0 and finite, in the unit of the silences; 90 (days) unless told. Used where every origin has silences.</summary>
    public double FixedWindow { get; init; } = 90;

    internal BacktestOptions Checked()
    {
        HazardOption.Check(FixedWindow > 0 && double.IsFinite(FixedWindow), nameof(FixedWindow), FixedWindow, "above 0 and finite");
        return this;
    }
}

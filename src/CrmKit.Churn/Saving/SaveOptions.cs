namespace CrmKit.Churn;

/// <summary>Limits of a plan of whom to save.</summary>
public sealed record SaveOptions
{
    internal static readonly SaveOptions Default = new();

    /// <summary>What all offers may cost together, zero or more; <c>null</c>, which is unless told, for no limit.</summary>
    public Money? Budget { get; init; }

    /// <summary>Who is left alone so that the effect can be measured; <c>null</c>, which is unless told, for nobody: then no effect is ever seen.</summary>
    public HoldOut? HoldOut { get; init; }
}

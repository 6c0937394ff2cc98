namespace CrmKit.Cadence;

/// <summary>How much of what a person hears may sell.</summary>
public sealed record ContentBalanceOptions
{
    /// <summary>Largest share of offers among all contacts of a person. Above 0 and at most 1, default a third.</summary>
    public double MostPitches { get; init; } = 1d / 3;

    /// <summary>Contacts of use that are needed since the last offer before another. 0 to 100, default 1; the first offer needs them too.</summary>
    public int GiftsPerPitch { get; init; } = 1;
}

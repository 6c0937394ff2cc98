namespace CrmKit.Import;

/// <summary>What one thing found says: its weight, and how much likelier it is between relatives than between strangers, as a base-2 logarithm.</summary>
internal readonly record struct Finding(string Code, double Weight, double Relatives)
{
    // Whole multiples of 1/1024 bit add up exactly in any order, as long as they stay below 2^42.
    private const double Grain = 1024;

    /// <summary>Weighs a finding by its probabilities: for one person, for two strangers, for two relatives.</summary>
    public static Finding Of(string code, double one, double strangers, double relatives) =>
        new(code, Rounded(Math.Log2(one / strangers)), Math.Log2(relatives / strangers));

    public static double Rounded(double weight) => Math.Round(weight * Grain) / Grain;
}

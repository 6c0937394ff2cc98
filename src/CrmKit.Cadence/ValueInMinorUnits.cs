namespace CrmKit.Cadence;

/// <summary>What a customer is worth as a whole number of minor units, as candidates carry it.</summary>
internal static class ValueInMinorUnits
{
    // A ranking needs no more than the order: it saturates, before the product can leave the range of decimal.
    private const long Most = long.MaxValue / 2;

    public static long Of(ValueOutlook? value)
    {
        if (value is null)
        {
            return 0;
        }

        var unitsPerMajor = (decimal)Math.Pow(10, value.ExpectedValue.Currency.MinorDigits);
        return (long)Math.Min(decimal.Round(Math.Clamp(value.ExpectedValue.Amount, 0m, Most) * unitsPerMajor), Most);
    }
}

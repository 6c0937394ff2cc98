namespace CrmKit.Cadence;

/// <summary>What a candidate is worth, in minor units.</summary>
internal static class ValueInMinorUnits
{
    public static long Of(ValueOutlook? value)
    {
        if (value is null)
        {
            return 0;
        }

        // Saturates, before the product can leave the range of decimal: a ranking needs no more than the order.
        const long Most = long.MaxValue / 2;
        var unitsPerMajor = (decimal)Math.Pow(10, value.ExpectedValue.Currency.MinorDigits);
        return (long)Math.Min(decimal.Round(Math.Clamp(value.ExpectedValue.Amount, 0m, Most) * unitsPerMajor), Most);
    }
}

namespace CrmKit;

/// <summary>Largest-remainder allocation in minor units.</summary>
internal static class MoneyAllocation
{
    public static ImmutableArray<Money> Split(Money total, ReadOnlySpan<int> weights)
    {
        var weightSum = 0L;
        foreach (var weight in weights)
        {
            weightSum += weight >= 0 ? weight : throw new ArgumentException($"A weight must be zero or more, and one is {weight}.", nameof(weights));
        }

        if (weightSum == 0)
        {
            throw new ArgumentException("At least one weight must be above zero.", nameof(weights));
        }

        var unit = MinorUnit(total.Currency);
        var whole = decimal.Truncate(total.Amount / unit);
        var belowUnit = total.Amount - (whole * unit);
        var parts = new decimal[weights.Length];
        var remainders = new decimal[weights.Length];
        var given = 0m;
        for (var i = 0; i < weights.Length; i++)
        {
            // Multiply before dividing, so that the remainder is exact.
            var exact = whole * weights[i];
            parts[i] = decimal.Truncate(exact / weightSum);
            remainders[i] = Math.Abs(exact - (parts[i] * weightSum));
            given += parts[i];
        }

        HandOutRest(parts, remainders, whole - given);
        return InMajorUnits(total.Currency, parts, unit, belowUnit, weights);
    }

    private static void HandOutRest(decimal[] parts, decimal[] remainders, decimal rest)
    {
        var order = Enumerable.Range(0, parts.Length).OrderByDescending(i => remainders[i]).ThenBy(i => i).Take((int)Math.Abs(rest));
        foreach (var i in order)
        {
            parts[i] += Math.Sign(rest);
        }
    }

    private static ImmutableArray<Money> InMajorUnits(Currency currency, decimal[] parts, decimal unit, decimal belowUnit, ReadOnlySpan<int> weights)
    {
        var shares = ImmutableArray.CreateBuilder<Money>(parts.Length);
        for (var i = 0; i < parts.Length; i++)
        {
            var extra = weights[i] > 0 ? belowUnit : 0m;
            belowUnit -= extra;
            shares.Add(new Money((parts[i] * unit) + extra, currency));
        }

        return shares.MoveToImmutable();
    }

    private static decimal MinorUnit(Currency currency) => new(1, 0, 0, isNegative: false, (byte)currency.MinorDigits);
}

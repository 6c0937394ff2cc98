namespace CrmKit.Cadence;

/// <summary>A half-life in whole ticks, so that any instant is a whole number of half-lives since 1970 and a rest that is exact.</summary>
/// <param name="Ticks">The half-life in ticks, above 0.</param>
internal readonly record struct HalfLife(long Ticks)
{
    public static HalfLife OfDays(double days) => new((long)Math.Round(days * NodaConstants.TicksPerDay));

    /// <summary>What is left of 1 after some ticks.</summary>
    public double Left(long age) => double.Exp2(-((double)age / Ticks));

    /// <summary>Whole half-lives since 1970, and the part of the next.</summary>
    public (int Whole, double Part) At(long ticks)
    {
        var whole = Math.DivRem(ticks, Ticks, out var rest);
        return rest < 0 ? ((int)whole - 1, (double)(rest + Ticks) / Ticks) : ((int)whole, (double)rest / Ticks);
    }
}

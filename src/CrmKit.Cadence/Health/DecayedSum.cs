namespace CrmKit.Cadence;

/// <summary>A sum of events that each lose half after a half-life: <see cref="Mantissa"/> times 2 to the <see cref="Whole"/>, counted as if at 1970.</summary>
/// <remarks>
/// The reference instant moves by whole half-lives alone, which is a shift of the exponent and exact: however long the sum runs and in whatever order events come, nothing is lost but
/// the last digit of each addition, and nothing overflows.
/// </remarks>
internal struct DecayedSum
{
    public double Mantissa;
    public int Whole;

    public readonly bool IsEmpty => Mantissa == 0;

    public void Add(HalfLife life, long ticks, double amount)
    {
        var (whole, part) = life.At(ticks);
        var grown = amount * double.Exp2(part);
        if (IsEmpty || whole > Whole)
        {
            Mantissa = Math.ScaleB(Mantissa, Whole - whole) + grown;
            Whole = whole;
        }
        else
        {
            Mantissa += Math.ScaleB(grown, whole - Whole);
        }
    }

    public readonly double At(HalfLife life, long ticks)
    {
        var (whole, part) = life.At(ticks);
        return Math.ScaleB(Mantissa * double.Exp2(-part), Whole - whole);
    }
}

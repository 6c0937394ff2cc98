using CrmKit.Cadence;
using NodaTime;

namespace CrmKit.Benchmarks;

/// <summary>Invented people in columns: active within three years, most of them buyers, some of every part unknown.</summary>
public sealed class CadencePeople
{
    /// <summary>Draws them.</summary>
    public CadencePeople(int count)
    {
        var random = new Numerics.SeededRandom(7);
        var today = CadenceColumns.DayNumber(Today);
        var (active, bought, window) = (new int[count], new int[count], new int[count]);
        var (value, left, leaving) = (new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            active[i] = today - random.NextBelow(1000);
            bought[i] = random.NextUniform() < 0.1 ? CadenceColumns.Unknown : active[i] - random.NextBelow(800);
            window[i] = random.NextUniform() < 0.4 ? CadenceColumns.Unknown : active[i] + random.NextBelow(200);
            value[i] = random.NextUniform() < 0.1 ? double.NaN : Math.Exp(4 + (1.5 * random.NextNormal()));
            left[i] = random.NextUniform() < 0.2 ? double.NaN : random.NextUniform();
            leaving[i] = random.NextUniform() < 0.5 ? double.NaN : random.NextUniform();
        }

        Columns = new CadenceColumns
        {
            LastInteraction = active, LastPurchase = bought, WindowStart = window, YearlyValue = value, ProbabilityLeft = left, ProbabilityOfLeaving = leaving,
        };
    }

    /// <summary>The day on which they are looked at.</summary>
    public static LocalDate Today { get; } = new(2026, 3, 1);

    /// <summary>The people.</summary>
    public CadenceColumns Columns { get; }
}

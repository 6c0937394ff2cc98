using System.Text;

namespace CrmKit.Churn;

/// <summary>Decides who is left alone on purpose, so that the effect of an offer can be seen at all.</summary>
/// <remarks>
/// A stable hash of the trial's name and the customer's id decides: the same customer always falls on the same side of the same trial, on any machine, whoever else takes part,
/// and independently of every other trial. Immutable and thread-safe.
/// </remarks>
public sealed class HoldOut
{
    private readonly ulong _trial;

    /// <summary>Creates a hold-out.</summary>
    /// <param name="trial">The trial's name, not empty: another name draws another group.</param>
    /// <param name="share">Share of the customers that is left alone, 0 to 1.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside 0 to 1.</exception>
    public HoldOut(string trial, double share)
    {
        ArgumentException.ThrowIfNullOrEmpty(trial);
        Trial = trial;
        Share = share is >= 0 and <= 1 ? share : throw new ArgumentOutOfRangeException(nameof(share), share, "A share is 0 to 1.");
        _trial = Mixed(Hash(0xCBF29CE484222325, trial));
    }

    /// <summary>The trial's name.</summary>
    public string Trial { get; }

    /// <summary>Share of the customers that is left alone, 0 to 1.</summary>
    public double Share { get; }

    /// <summary>Whether the customer is left alone.</summary>
    /// <param name="customer">The customer.</param>
    /// <exception cref="ArgumentException">The customer is <c>default</c>.</exception>
    public bool Holds(CustomerId customer) => Draw(customer) < Share;

    // The customer's own number in [0, 1), the same for ever in a trial of this name: the upper 53 bits.
    internal double Draw(CustomerId customer) => customer == default
        ? throw new ArgumentException("This is default(CustomerId): name a customer.", nameof(customer))
        : (Mixed(Hash(_trial, customer.Value)) >> 11) * (1.0 / (1UL << 53));

    // FNV-1a over the UTF-8 form.
    private static ulong Hash(ulong state, string text)
    {
        Span<byte> some = stackalloc byte[256];
        var bytes = Encoding.UTF8.GetMaxByteCount(text.Length) <= some.Length ? some[..Encoding.UTF8.GetBytes(text, some)] : Encoding.UTF8.GetBytes(text);
        foreach (var one in bytes)
        {
            state = (state ^ one) * 0x100000001B3;
        }

        return state;
    }

    // FNV leaves neighbours close in the upper bits, which decide: the finaliser of SplitMix64 (Steele, Lea and Flood 2014) spreads them.
    private static ulong Mixed(ulong state)
    {
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }
}

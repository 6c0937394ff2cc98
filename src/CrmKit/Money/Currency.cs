namespace CrmKit;

/// <summary>A currency, named by its ISO 4217 code.</summary>
/// <remarks><c>default</c> is <see cref="None"/> (XXX, "no currency"), for engines that compute on bare numbers.</remarks>
public readonly record struct Currency
{
    private readonly string? _code;

    /// <summary>Creates a currency.</summary>
    /// <param name="code">Three capital letters A to Z, for example <c>EUR</c>.</param>
    /// <exception cref="ArgumentException">The code is not three capital letters.</exception>
    public Currency(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length != 3 || code.AsSpan().ContainsAnyExceptInRange('A', 'Z'))
        {
            throw new ArgumentException("A currency code is three capital letters, as in ISO 4217, for example EUR.", nameof(code));
        }

        // One representation for "no currency", so that equality holds.
        _code = string.Equals(code, "XXX", StringComparison.Ordinal) ? null : code;
    }

    /// <summary>ISO 4217's "no currency", XXX.</summary>
    public static Currency None => default;

    /// <summary>Euro.</summary>
    public static Currency Eur { get; } = new("EUR");

    /// <summary>United States dollar.</summary>
    public static Currency Usd { get; } = new("USD");

    /// <summary>The three-letter code.</summary>
    public string Code => _code ?? "XXX";

    /// <summary>Digits of the minor unit in ISO 4217: 2 for most, 0 for yen and its like, 3 for dinars, 4 for two units of account.</summary>
    public int MinorDigits => Code switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "UYI" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        "CLF" or "UYW" => 4,
        _ => 2,
    };

    /// <summary>The three-letter code.</summary>
    public override string ToString() => Code;
}

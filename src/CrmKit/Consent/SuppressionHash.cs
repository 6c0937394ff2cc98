namespace CrmKit;

/// <summary>A keyed hash of a contact point: it recognises an address that must never be used again, and does not reveal it.</summary>
/// <remarks>HMAC-SHA-256 over channel and folded address, 64 lower-case hexadecimal digits. <c>default</c> is rejected on use.</remarks>
public readonly record struct SuppressionHash
{
    private readonly string? _hex;

    /// <summary>Restores a stored hash.</summary>
    /// <param name="hex">64 lower-case hexadecimal digits.</param>
    /// <exception cref="ArgumentException">The text has another form.</exception>
    public SuppressionHash(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        if (hex.Length != 64 || !hex.All(char.IsAsciiHexDigitLower))
        {
            throw new ArgumentException("A suppression hash is 64 lower-case hexadecimal digits.", nameof(hex));
        }

        _hex = hex;
    }

    /// <summary>The digits.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(SuppressionHash)</c>.</exception>
    public string Hex => _hex ?? throw new InvalidOperationException("This is default(SuppressionHash): it holds no hash.");

    /// <summary>The digits.</summary>
    public override string ToString() => _hex ?? string.Empty;
}

namespace CrmKit;

/// <summary>What a person may agree to be contacted for.</summary>
/// <remarks><c>default</c> is rejected on use.</remarks>
public readonly record struct Purpose
{
    private readonly string? _code;

    /// <summary>Creates a purpose.</summary>
    /// <param name="code">1 to 50 characters: lower-case letters, digits and hyphens.</param>
    /// <exception cref="ArgumentException">The code has another form.</exception>
    public Purpose(string code)
    {
        _code = CodeText.Checked(code, nameof(code));
    }

    /// <summary>Offers and news.</summary>
    public static Purpose Marketing { get; } = new("marketing");

    /// <summary>Greetings and thanks that sell nothing.</summary>
    public static Purpose Greetings { get; } = new("greetings");

    /// <summary>The code.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(Purpose)</c>.</exception>
    public string Code => _code ?? throw new InvalidOperationException("This purpose is default(Purpose): name one.");

    /// <summary>The code.</summary>
    public override string ToString() => _code ?? string.Empty;
}

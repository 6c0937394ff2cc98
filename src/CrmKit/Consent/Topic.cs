namespace CrmKit;

/// <summary>What a contact is about, within its purpose: the spring collection, the newsletter of the branch in Hanover.</summary>
/// <remarks><c>default</c> is rejected on use.</remarks>
public readonly record struct Topic
{
    private readonly string? _code;

    /// <summary>Creates a topic.</summary>
    /// <param name="code">1 to 50 characters: lower-case letters, digits and hyphens.</param>
    /// <exception cref="ArgumentException">The code has another form.</exception>
    public Topic(string code) => _code = CodeText.Checked(code, nameof(code));

    /// <summary>The code.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(Topic)</c>.</exception>
    public string Code => _code ?? throw new InvalidOperationException("This topic is default(Topic): name one.");

    /// <summary>The code.</summary>
    public override string ToString() => _code ?? string.Empty;
}

namespace CrmKit.Messaging.Webhooks;

/// <summary>The secret that a program and one endpoint share (Standard Webhooks 1.0.0: 24 to 64 random bytes).</summary>
/// <remarks><c>default</c> is rejected on use. <see cref="ToString"/> shows nothing.</remarks>
public readonly record struct WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int LeastBytes = 24;
    private const int MostBytes = 64;

    private readonly string? _text;

    private WebhookSecret(ImmutableArray<byte> key)
    {
        Key = key;
        _text = Prefix + Convert.ToBase64String(key.AsSpan());
    }

    /// <summary>The secret as it is handed to the other side: <c>whsec_</c> and base64.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(WebhookSecret)</c>.</exception>
    public string Text => _text ?? throw new InvalidOperationException("This is default(WebhookSecret): it holds no secret.");

    internal ImmutableArray<byte> Key => field.IsDefault ? throw new InvalidOperationException("This is default(WebhookSecret): it holds no secret.") : field;

    /// <summary>Makes a secret.</summary>
    /// <param name="random">24 to 64 bytes from a cryptographic source, <c>RandomNumberGenerator.GetBytes(32)</c>.</param>
    /// <exception cref="ArgumentException">Fewer bytes, or more.</exception>
    public static WebhookSecret Create(ReadOnlySpan<byte> random) => random.Length is >= LeastBytes and <= MostBytes
        ? new WebhookSecret([.. random])
        : throw new ArgumentException($"A secret is made of {LeastBytes} to {MostBytes} random bytes, and these are {random.Length}.", nameof(random));

    /// <summary>Reads a secret.</summary>
    /// <param name="text">Base64, with <c>whsec_</c> before it or without.</param>
    /// <exception cref="FormatException">It is no base64 of 24 to 64 bytes; the message never holds the text.</exception>
    public static WebhookSecret Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var base64 = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        Span<byte> bytes = stackalloc byte[MostBytes + 3];

        // Some hand secrets out without the padding.
        base64 = base64.Length % 4 == 0 ? base64 : base64.PadRight(base64.Length + 4 - (base64.Length % 4), '=');
        return Convert.TryFromBase64String(base64, bytes, out var written) && written is >= LeastBytes and <= MostBytes
            ? new WebhookSecret([.. bytes[..written]])
            : throw new FormatException($"A webhook secret is whsec_ and the base64 of {LeastBytes} to {MostBytes} bytes.");
    }

    /// <summary>The same bytes.</summary>
    /// <param name="other">The other secret.</param>
    public bool Equals(WebhookSecret other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : string.GetHashCode(_text, StringComparison.Ordinal);

    /// <summary>Nothing: it is a secret.</summary>
    public override string ToString() => "(secret)";
}

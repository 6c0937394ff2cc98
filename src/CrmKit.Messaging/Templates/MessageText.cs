namespace CrmKit.Messaging;

/// <summary>The words of one message.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text with LF line ends.</param>
public sealed record MessageText(string Subject, string Text)
{
    /// <summary>The same words as an HTML document, for senders that can carry both; <c>null</c>, the default, for plain text alone.</summary>
    public string? Html { get; init; }

    /// <summary>The lengths alone: the words may hold personal data.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"MessageText({Subject.Length} + {Text.Length} characters)");
}

namespace CrmKit.Messaging;

/// <summary>What every mail of the house says in its headers, whatever carries it. For those who write a sender of e-mail.</summary>
/// <remarks>Names and values are printable ASCII: no value holds a line break, so that none becomes a header of its own.</remarks>
public static class MailHeaders
{
    // RFC 5322, 2.1.1: 998 characters a line. A link has no place to fold at.
    private const int MaxLink = 900;

    /// <summary>The headers beside sender, recipient, date, subject and those of the body: Message-ID, and where to unsubscribe.</summary>
    /// <remarks>
    /// <c>List-Unsubscribe</c> names the sender's mailbox and, where the message has a link, the link first, with <c>List-Unsubscribe-Post</c> (RFC 8058): mail programs show one
    /// button and post to the link. That the headers be covered by a DKIM signature, as RFC 8058 asks, is the mail server's part.
    /// </remarks>
    /// <param name="message">The message.</param>
    /// <param name="messageId">Its Message-ID in angle brackets.</param>
    /// <param name="from">The sender's address, ASCII.</param>
    /// <exception cref="FormatException">The link of the message is not an absolute https address of at most 900 ASCII characters.</exception>
    public static ImmutableArray<KeyValuePair<string, string>> Of(OutgoingMessage message, string messageId, ContactPoint from)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(messageId);
        var at = from.Address.LastIndexOf('@');
        var mailbox = $"<mailto:{Uri.EscapeDataString(from.Address[..at])}{from.Address[at..]}?subject=stop>";
        var headers = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        headers.Add(new("Message-ID", messageId));
        headers.Add(new("List-Unsubscribe", message.UnsubscribeLink is { } link ? $"<{Checked(link)}>, {mailbox}" : mailbox));
        if (message.UnsubscribeLink is not null)
        {
            headers.Add(new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }

        return headers.ToImmutable();
    }

    /// <summary>A text on one line: line breaks and other controls become blanks, half surrogate pairs the replacement character, blanks at the ends go.</summary>
    /// <param name="text">The text.</param>
    public static string OneLine(string? text) => MimeText.OneLine(text ?? string.Empty);

    /// <summary>A subject as ASCII: as it is where it is short and plain, else in encoded words (RFC 2047) with blanks between them, at which the line may be folded.</summary>
    /// <param name="subject">The subject.</param>
    public static string Subject(string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return MimeText.Subject(subject).Replace("\r\n", string.Empty, StringComparison.Ordinal);
    }

    private static string Checked(Uri link)
    {
        // AbsoluteUri is escaped; angle brackets, blanks and controls are among what it escapes.
        var text = link.IsAbsoluteUri && link.Scheme == Uri.UriSchemeHttps ? link.AbsoluteUri : string.Empty;
        return text.Length is > 0 and <= MaxLink && text.All(c => c is > ' ' and <= '~' and not ('<' or '>'))
            ? text
            : throw new FormatException("A link to unsubscribe is an absolute https address of at most 900 ASCII characters.");
    }
}

using System.Text;
using NodaTime.Text;

namespace CrmKit.Messaging;

/// <summary>Writes each e-mail as one <c>.eml</c> file (RFC 5322) into a folder: the embedded default, to look at or to hand to any mail program.</summary>
/// <remarks>
/// The file is named by the message's id and appears complete or not at all, so that a second attempt replaces it by the same message. A folder
/// that cannot be written now asks for another try in 5 minutes, with the detail <c>io</c>; a message whose link to unsubscribe fits no header is given up
/// (<c>unsubscribe-link</c>). Thread-safe.
/// </remarks>
public sealed partial class EmlFolderSender : IContactSender
{
    // RFC 5322, 3.3.
    private static readonly OffsetDateTimePattern Rfc5322 =
        OffsetDateTimePattern.CreateWithInvariantCulture("ddd, dd MMM uuuu HH':'mm':'ss o<+HHmm>");

    private static readonly Duration RetryWait = Duration.FromMinutes(5);

    private readonly EmlFolderOptions _options;
    private readonly ContactPoint _from;
    private readonly string _domain;
    private readonly MessageIds? _ids;

    /// <summary>Creates the sender.</summary>
    /// <param name="options">Who writes, and where the files go.</param>
    /// <exception cref="FormatException">The sender's address is no e-mail address, or has letters beyond ASCII before the @.</exception>
    public EmlFolderSender(EmlFolderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _from = ContactPoint.Parse(Channel.Email, options.From);
        if (!Ascii.IsValid(_from.Address))
        {
            throw new FormatException("The sender's address has letters beyond ASCII before the @, which an .eml file cannot hold.");
        }

        _domain = _from.Address[(_from.Address.LastIndexOf('@') + 1)..];
        _ids = options.Keys is { } keys ? new MessageIds(keys, _domain) : null;
    }

    /// <inheritdoc/>
    public Channel Channel => Channel.Email;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The message's id is not 32 lower-case hexadecimal digits.</exception>
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!MessageIds.IsId(message.Id))
        {
            // It becomes a file's name and part of a header.
            throw new ArgumentException("A message's id is 32 lower-case hexadecimal digits.", nameof(message));
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (!Ascii.IsValid(message.To.Address))
        {
            // Letters beyond ASCII before the @ (RFC 6531) need a transport that knows them.
            return SendOutcome.GiveUp("address-not-representable");
        }

        string mail;
        try
        {
            mail = Compose(message);
        }
        catch (FormatException)
        {
            return SendOutcome.GiveUp("unsubscribe-link");
        }

        var partial = Path.Combine(_options.Folder, $".{message.Id}.partial");
        try
        {
            Directory.CreateDirectory(_options.Folder);
            await WriteDurablyAsync(partial, Encoding.ASCII.GetBytes(mail)).ConfigureAwait(false);
            File.Move(partial, Path.Combine(_options.Folder, $"{message.Id}.eml"), overwrite: true);
            return SendOutcome.Accepted;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The last step is the move, so that nothing has left.
            Discard(partial);
            return SendOutcome.RetryAfter(RetryWait, "io");
        }
    }

    /// <summary>On the disk before it is named: the store will say that it left, and that outlives a loss of power.</summary>
    private static async Task WriteDurablyAsync(string path, byte[] octets)
    {
        var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(octets, CancellationToken.None).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }
    }

    private string Compose(OutgoingMessage message) => string.Join(
        "\r\n",
        [
            $"From: {MimeText.Mailbox(_options.FromName, _from.Address)}",
            $"To: {MimeText.Mailbox(message.ToName, message.To.Address)}",
            $"Subject: {MimeText.Subject(message.Text.Subject)}",
            $"Date: {Rfc5322.Format(message.Date.ToOffsetDateTime())}",
            .. MailHeaders.Of(message, _ids?.Of(message.Id) ?? $"<{message.Id}@{_domain}>", _from).Select(Line),
            "MIME-Version: 1.0",
            .. MimeText.Body(message.Text, message.Id),
        ]);

    // Between the two places to unsubscribe the line may be folded: a link may be long.
    private static string Line(KeyValuePair<string, string> header) => $"{header.Key}: {header.Value.Replace(">, <", ">,\r\n <", StringComparison.Ordinal)}";

    private static void Discard(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next attempt overwrites it.
        }
    }
}

using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using NodaTime.Text;

namespace CrmKit.Messaging;

/// <summary>Writes each e-mail as one <c>.eml</c> file (RFC 5322) into a folder: the embedded default, to look at or to hand to any mail program.</summary>
/// <remarks>
/// The file is named by the message's id and appears complete or not at all, so that a second attempt replaces it by the same message.
/// Encoding is done by the framework's own mail classes. Thread-safe.
/// </remarks>
public sealed class EmlFolderSender : IContactSender
{
    // RFC 5322, 3.3.
    private static readonly OffsetDateTimePattern Rfc5322 =
        OffsetDateTimePattern.CreateWithInvariantCulture("ddd, dd MMM uuuu HH':'mm':'ss o<+HHmm>");

    private readonly EmlFolderOptions _options;
    private readonly string _domain;

    /// <summary>Creates the sender.</summary>
    /// <param name="options">Who writes, and where the files go.</param>
    /// <exception cref="FormatException">The sender's address is no e-mail address.</exception>
    public EmlFolderSender(EmlFolderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        var from = ContactPoint.Parse(Channel.Email, options.From).Address;
        _domain = from[(from.LastIndexOf('@') + 1)..];
    }

    /// <inheritdoc/>
    public Channel Channel => Channel.Email;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        if (!TryCompose(message, out var mail))
        {
            return SendOutcome.GiveUp("address-not-representable");
        }

        using (mail)
        {
            var text = WithDate(Encode(mail), message.Date);
            var folder = Directory.CreateDirectory(_options.Folder).FullName;
            var partial = Path.Combine(folder, $".{message.Id}.partial");
            await File.WriteAllTextAsync(partial, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CancellationToken.None).ConfigureAwait(false);
            File.Move(partial, Path.Combine(folder, $"{message.Id}.eml"), overwrite: true);
        }

        return SendOutcome.Accepted;
    }

    private bool TryCompose(OutgoingMessage message, out MailMessage mail)
    {
        mail = new MailMessage();
        try
        {
            mail.From = new MailAddress(_options.From, _options.FromName, Encoding.UTF8);
            mail.To.Add(new MailAddress(message.To.Address, message.ToName, Encoding.UTF8));
            _ = mail.To[0].User.All(char.IsAscii) ? mail.To[0] : throw new FormatException();
        }
        catch (FormatException)
        {
            // The framework's mail classes know no letters beyond ASCII before the @ (RFC 6531 needs a server that does).
            mail.Dispose();
            return false;
        }

        mail.Subject = message.Text.Subject;
        mail.SubjectEncoding = Encoding.UTF8;
        mail.Body = message.Text.Text.ReplaceLineEndings("\r\n");
        mail.BodyEncoding = Encoding.UTF8;
        mail.BodyTransferEncoding = TransferEncoding.QuotedPrintable;
        mail.Headers.Add("Message-ID", $"<{message.Id}@{_domain}>");
        mail.Headers.Add("List-Unsubscribe", $"<mailto:{_options.From}?subject=stop>");
        return true;
    }

    /// <summary>The framework writes messages into pickup folders only; a private one is filled, read and thrown away.</summary>
    private static string Encode(MailMessage mail)
    {
        var pickup = Directory.CreateTempSubdirectory("crmkit-eml-");
        try
        {
            using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = pickup.FullName };
            client.Send(mail);
            return File.ReadAllText(pickup.GetFiles().Single().FullName);
        }
        finally
        {
            pickup.Delete(recursive: true);
        }
    }

    /// <summary>The framework stamps the host's clock; the message left when the caller's clock says so. Pickup-only envelope lines go too.</summary>
    private static string WithDate(string text, ZonedDateTime date)
    {
        var lines = text.Split("\r\n");
        var headers = lines.TakeWhile(line => line.Length > 0)
            .Where(line => !line.StartsWith("X-Sender:", StringComparison.Ordinal) && !line.StartsWith("X-Receiver:", StringComparison.Ordinal))
            .Select(line => line.StartsWith("Date:", StringComparison.Ordinal) ? $"Date: {Rfc5322.Format(date.ToOffsetDateTime())}" : line);
        return string.Join("\r\n", headers.Concat(lines.SkipWhile(line => line.Length > 0)));
    }
}

using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace CrmKit.Messaging.Smtp;

/// <summary>Turns a message into what the framework's client sends.</summary>
internal sealed class MailComposer
{
    // The client folds no name of ASCII letters, and a line has 998 characters at most (RFC 5322, 2.1.1); each may need a backslash.
    private const int MaxName = 200;

    private readonly ContactPoint _from;
    private readonly MailAddress _fromMailbox;
    private readonly MailAddress? _sender;
    private readonly MessageIds _ids;

    public MailComposer(SmtpSenderOptions options, IKeyRing keys)
    {
        _from = Ascii(options.From);
        _fromMailbox = Mailbox(_from.Address, options.FromName);
        _sender = options.ReportsTo is { } reports ? new MailAddress(Ascii(reports).Address) : null;
        _ids = new MessageIds(keys, _from.Address[(_from.Address.LastIndexOf('@') + 1)..]);
    }

    /// <exception cref="FormatException">The link to unsubscribe, or the address, fits no header.</exception>
    public (MailMessage Mail, BodyEncoding Body) Compose(OutgoingMessage message)
    {
        var encoding = new BodyEncoding();
        var mail = new MailMessage
        {
            From = _fromMailbox,
            Subject = MailHeaders.Subject(message.Text.Subject),
        };
        try
        {
            if (_sender is not null)
            {
                mail.Sender = _sender;
            }

            mail.To.Add(Mailbox(message.To.Address, message.ToName));
            foreach (var (name, value) in MailHeaders.Of(message, _ids.Of(message.Id), _from))
            {
                mail.Headers.Add(name, value);
            }

            // An empty body would be left out, and with it what tells how far the client got.
            var text = Lines(message.Text.Text is { Length: > 0 } words ? words : "\n");
            mail.Body = text;
            mail.BodyEncoding = encoding;
            mail.BodyTransferEncoding = Transfer(text);
            if (message.Text.Html is { } html)
            {
                var part = AlternateView.CreateAlternateViewFromString(Lines(html), Encoding.UTF8, MediaTypeNames.Text.Html);
                part.TransferEncoding = TransferEncoding.Base64;
                mail.AlternateViews.Add(part);
            }

            return (mail, encoding);
        }
        catch
        {
            mail.Dispose();
            throw;
        }
    }

    private static ContactPoint Ascii(string address)
    {
        var point = ContactPoint.Parse(Channel.Email, address);
        return System.Text.Ascii.IsValid(point.Address)
            ? point
            : throw new FormatException("The sender's address has letters beyond ASCII before the @, which needs a server that knows them.");
    }

    private static MailAddress Mailbox(string address, string? name)
    {
        var line = MailHeaders.OneLine(name);
        line = line.Length <= MaxName ? line : MailHeaders.OneLine(line[..(char.IsHighSurrogate(line[MaxName - 1]) ? MaxName - 1 : MaxName)]);

        // The client writes an ASCII name between quotes as it is, and one with a quote in it would end there and go on as another address.
        var escaped = System.Text.Ascii.IsValid(line) ? line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) : line;
        return line.Length == 0 ? new MailAddress(address) : new MailAddress(address, escaped, Encoding.UTF8);
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\r\n");

    /// <summary>As it is where it is plain and its lines are short (RFC 5322, 2.1.1). The client's quoted-printable would write line ends as octets, which no text may.</summary>
    private static TransferEncoding Transfer(string text) =>
        text.Split("\r\n").All(line => line.Length <= 78 && line.All(c => c is >= ' ' and <= '~' or '\t')) ? TransferEncoding.SevenBit : TransferEncoding.Base64;
}

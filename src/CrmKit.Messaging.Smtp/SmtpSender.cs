using System.Net.Mail;

namespace CrmKit.Messaging.Smtp;

/// <summary>Hands e-mails to a mail server by the framework's own client (<see cref="SmtpClient"/>), over a few connections that are kept and used in parallel.</summary>
/// <remarks>
/// <para>
/// Accepted by the server is left. A server that is away, puts off (4xx) or wants another login asks for another try; a final no (5xx) gives the message up, and one that says
/// that the address is dead (<see cref="EnhancedStatus.IsDeadAddress"/>) suppresses it. Details are codes such as <c>smtp-550-5.1.1</c>, without what the server said, which may
/// quote the address. Where the connection breaks after the message was begun, nobody knows whether it left, and an <see cref="IOException"/> says so: the dispatcher records it as uncertain.
/// </para>
/// <para>
/// Every attempt carries the same Message-ID, with a keyed hash in it (<see cref="MessageIds"/>), so that a delivery report is known to answer it. The <c>Date</c> is the moment of sending
/// in the host's zone. No value becomes a header, an address or a second message: line breaks in names and subjects become blanks, names are cut at 200 characters, and addresses hold no line break. An address with
/// letters beyond ASCII before the @ is given up (<c>address-not-representable</c>), a link that fits no header as well (<c>unsubscribe-link</c>). Thread-safe.
/// </para>
/// </remarks>
public sealed class SmtpSender : IContactSender, IDisposable
{
    private readonly SmtpConnections _connections;
    private readonly MailComposer _composer;
    private readonly Duration _retryWait;

    /// <summary>Creates the sender; no connection is opened before the first message.</summary>
    /// <param name="options">Server, sender, connections.</param>
    /// <param name="keys">Keys that sign the Message-IDs.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="ArgumentException">No host; or no encryption where it must be.</exception>
    /// <exception cref="FormatException">The sender's address, or that of the reports, is no e-mail address, or has letters beyond ASCII before the @.</exception>
    public SmtpSender(SmtpSenderOptions options, IKeyRing keys)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(keys);
        _composer = new MailComposer(options.Checked(), keys);
        _connections = new SmtpConnections(options, TimeProvider.System);
        _retryWait = options.RetryWait;
    }

    /// <inheritdoc/>
    public Channel Channel => Channel.Email;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The message's id is not 32 lower-case hexadecimal digits.</exception>
    /// <exception cref="IOException">The connection broke, or the time ran out, after the message was begun: whether it left is unknown.</exception>
    /// <exception cref="ObjectDisposedException">The sender was disposed.</exception>
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!MessageIds.IsId(message.Id))
        {
            throw new ArgumentException("A message's id is 32 lower-case hexadecimal digits.", nameof(message));
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (message.To.Channel != Channel.Email || !System.Text.Ascii.IsValid(message.To.Address) || !MailAddress.TryCreate(message.To.Address, out _))
        {
            return SendOutcome.GiveUp("address-not-representable");
        }

        await _connections.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await SendAsync(message).ConfigureAwait(false);
        }
        finally
        {
            _connections.Leave();
        }
    }

    /// <summary>Ends the idle connections; those in use end with their message.</summary>
    public void Dispose() => _connections.Dispose();

    private async Task<SendOutcome> SendAsync(OutgoingMessage message)
    {
        var (client, wasUsed) = _connections.Take();
        var (outcome, isStale) = await AttemptAsync(client, message).ConfigureAwait(false);

        // The server hung up on an idle connection: nothing of the message was begun, and a new one says how things are.
        return wasUsed && isStale ? (await AttemptAsync(_connections.New(), message).ConfigureAwait(false)).Outcome : outcome;
    }

    private async Task<(SendOutcome Outcome, bool IsStale)> AttemptAsync(SmtpClient client, OutgoingMessage message)
    {
        MailMessage mail;
        BodyEncoding body;
        try
        {
            (mail, body) = _composer.Compose(message);
        }
        catch (FormatException)
        {
            _connections.GiveBack(client);
            return (SendOutcome.GiveUp("unsubscribe-link"), false);
        }

        using (mail)
        {
            try
            {
                await client.SendMailAsync(mail, CancellationToken.None).ConfigureAwait(false);
                _connections.GiveBack(client);
                return (SendOutcome.Accepted, false);
            }
            catch (SmtpException error)
            {
                client.Dispose();
                return (SmtpVerdict.Of(error, body.HasBegun, _retryWait) ?? throw Uncertain(error.InnerException), error.StatusCode is SmtpStatusCode.GeneralFailure or SmtpStatusCode.ServiceClosingTransmissionChannel);
            }
            catch
            {
                client.Dispose();
                throw;
            }
        }
    }

    // The message of the client's own exception may quote the server, and the server the address.
    private static IOException Uncertain(Exception? cause) => new("The connection ended after the message was begun: whether it left is unknown.", cause);
}

namespace CrmKit.AspNetCore;

/// <summary>Sends the message of a double opt-in: a service that the person asked for, which advertises nothing.</summary>
/// <remarks>Thread-safe. The preference page asks for at most three messages a day for an address and purpose. An exception is answered as a failure, and the person may press the button again.</remarks>
public interface IOptInSender
{
    /// <summary>Sends, or takes over to send soon.</summary>
    /// <param name="invitation">What to send, and where.</param>
    /// <param name="cancellationToken">Asks to stop: the person has gone away.</param>
    Task SendAsync(OptInInvitation invitation, CancellationToken cancellationToken);
}

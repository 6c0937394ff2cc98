namespace CrmKit.Messaging;

/// <summary>Hands messages of one channel to whatever delivers them.</summary>
/// <remarks>
/// Thread-safe. Everything that the far side says is a <see cref="SendOutcome"/>, sorted by what to do next. An exception means that nobody knows
/// whether the message left: the dispatcher records it as uncertain and goes on with its neighbours.
/// </remarks>
public interface IContactSender
{
    /// <summary>The channel.</summary>
    Channel Channel { get; }

    /// <summary>Sends one message.</summary>
    /// <param name="message">The message; its id is the same in every attempt.</param>
    /// <param name="cancellationToken">Asks to stop; a sender that has begun to send finishes.</param>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}

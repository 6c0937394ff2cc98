using CrmKit.Messaging;

namespace CrmKit.EndToEnd.Tests.Town;

/// <summary>Hands every message to the town.</summary>
internal sealed class TownSender(Channel channel, Action<ContactPoint, Instant> deliver, IClock clock) : IContactSender
{
    public Channel Channel => channel;

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        deliver(message.To, clock.GetCurrentInstant());
        return Task.FromResult(SendOutcome.Accepted);
    }
}

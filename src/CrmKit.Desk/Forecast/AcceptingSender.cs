using CrmKit.Messaging;

namespace CrmKit.Desk;

/// <summary>A sender of a rehearsal: every message counts as having left, and none does.</summary>
internal sealed class AcceptingSender(Channel channel) : IContactSender
{
    public Channel Channel => channel;

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => Task.FromResult(SendOutcome.Accepted);
}

using System.Collections.Concurrent;
using CrmKit.Messaging;

namespace CrmKit.Adapters.Tests.Messaging.Dispatch;

/// <summary>Keeps what it was given, and answers as it is told.</summary>
internal sealed class RecordingSender : IContactSender
{
    private readonly ConcurrentQueue<OutgoingMessage> _messages = new();

    public Channel Channel => Channel.Email;

    /// <summary>What it answers; accepted unless told otherwise.</summary>
    public Func<OutgoingMessage, Task<SendOutcome>> Answer { get; set; } = _ => Task.FromResult(SendOutcome.Accepted);

    public IReadOnlyCollection<OutgoingMessage> Messages => _messages;

    /// <summary>The customers that it was given messages for, by the local part of their address.</summary>
    public IEnumerable<string> Recipients => _messages.Select(CustomerOf);

    public static string CustomerOf(OutgoingMessage message) => message.To.Address[..message.To.Address.IndexOf('@', StringComparison.Ordinal)];

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        _messages.Enqueue(message);
        return Answer(message);
    }
}

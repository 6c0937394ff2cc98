using CrmKit.Messaging;

namespace CrmKit.Testing;

/// <summary>A sender that delivers nothing: it records every message and answers from a script.</summary>
/// <remarks>
/// Answers are given in the order in which they were scripted, one per message; when the script is used up, or without one, every message is
/// accepted. Thread-safe: concurrent messages take one answer each.
/// </remarks>
/// <param name="channel">The channel that the sender serves.</param>
public sealed class ScriptedSender(Channel channel) : IContactSender
{
    private readonly Lock _gate = new();
    private readonly Queue<(SendOutcome? Outcome, Exception? Error)> _script = new();
    private readonly List<OutgoingMessage> _messages = [];

    /// <inheritdoc/>
    public Channel Channel => channel;

    /// <summary>Every message handed in so far, in order, whatever was answered; a copy.</summary>
    public ImmutableArray<OutgoingMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    /// <summary>How many scripted answers have not been given yet.</summary>
    public int Remaining
    {
        get
        {
            lock (_gate)
            {
                return _script.Count;
            }
        }
    }

    /// <summary>Scripts the next answer.</summary>
    /// <param name="outcome">What the sender will say.</param>
    /// <returns>This sender.</returns>
    public ScriptedSender Answers(SendOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return Add(outcome, error: null);
    }

    /// <summary>Scripts a failure as the next answer: nobody will know whether the message left.</summary>
    /// <param name="error">What the sender will throw, after it has recorded the message.</param>
    /// <returns>This sender.</returns>
    public ScriptedSender Throws(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return Add(outcome: null, error);
    }

    /// <inheritdoc/>
    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<SendOutcome>(cancellationToken);
        }

        lock (_gate)
        {
            _messages.Add(message);
            var (outcome, error) = _script.TryDequeue(out var next) ? next : (SendOutcome.Accepted, null);
            return error is null ? Task.FromResult(outcome!) : Task.FromException<SendOutcome>(error);
        }
    }

    private ScriptedSender Add(SendOutcome? outcome, Exception? error)
    {
        lock (_gate)
        {
            _script.Enqueue((outcome, error));
        }

        return this;
    }
}

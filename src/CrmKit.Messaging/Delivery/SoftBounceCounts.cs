namespace CrmKit.Messaging;

/// <summary>How many messages to an address did not arrive lately, in memory and bounded.</summary>
internal sealed class SoftBounceCounts(DeliveryIntakeOptions options)
{
    // Beyond that the addresses that came first are forgotten, and counted anew.
    private const int MaxPoints = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<string, Instant>> _counts = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Counts a message, once, and says whether there are enough.</summary>
    public bool Add(ContactPoint point, string messageId, Instant now)
    {
        lock (_gate)
        {
            if (!_counts.TryGetValue(point.FoldedAddress, out var messages))
            {
                if (_counts.Count >= MaxPoints && _order.TryDequeue(out var oldest))
                {
                    _counts.Remove(oldest);
                }

                _counts[point.FoldedAddress] = messages = new(StringComparer.Ordinal);
                _order.Enqueue(point.FoldedAddress);
            }

            foreach (var old in messages.Where(message => message.Value + options.SoftBounceWindow <= now).Select(message => message.Key).ToList())
            {
                messages.Remove(old);
            }

            if (messages.Count < options.SoftBounces)
            {
                messages.TryAdd(messageId, now);
            }

            return messages.Count >= options.SoftBounces;
        }
    }

    public void Clear(ContactPoint point)
    {
        lock (_gate)
        {
            // Its place in the order stays, so that the order never grows beyond the points.
            if (_counts.TryGetValue(point.FoldedAddress, out var messages))
            {
                messages.Clear();
            }
        }
    }
}

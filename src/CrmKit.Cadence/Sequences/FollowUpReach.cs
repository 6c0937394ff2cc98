namespace CrmKit.Cadence;

/// <summary>Over which channels a person can be reached for a step, and whose turn it is.</summary>
internal static class FollowUpReach
{
    /// <summary>The channels in the person's own order; why there is none, where there is none.</summary>
    public static (ImmutableArray<Channel> Channels, SequenceStop? Stop) Of(CustomerSnapshot customer, FollowUpStep step, FollowUpSequenceOptions options, LocalDate today)
    {
        var person = customer.Customer;
        var wanted = step.Channels.IsEmpty ? options.Channels : step.Channels;
        var points = person.ContactPoints.Where(point => point.Status != ContactPointStatus.Retired && wanted.Contains(point.Channel)).ToList();
        if (points.Count == 0)
        {
            return ([], SequenceStop.NoContactPoint);
        }

        var sound = points.Where(point => point.Status is not (ContactPointStatus.Dead or ContactPointStatus.Bouncing)).ToList();
        if (sound.Count == 0)
        {
            return ([], SequenceStop.Bounce);
        }

        // A block with an end passes; the gates wait for it.
        ImmutableArray<Channel> channels =
        [
            .. sound.Where(point => !IsRefused(customer, point.Point, step, options.Purpose, today))
                .Select(point => point.Channel)
                .Distinct()
                .Where(channel => !person.Blocks.Any(block => block.Until is null && block.Covers(channel, today))),
        ];
        return channels.IsEmpty ? (channels, SequenceStop.Refusal) : (channels, null);
    }

    // Who has said nothing has refused nothing: silence is for the gates.
    private static bool IsRefused(CustomerSnapshot customer, ContactPoint point, FollowUpStep step, Purpose purpose, LocalDate today) =>
        TouchClassRules.NeedsConsent(step.Class)
        && customer.Consents.DecideContact(point, purpose, CivilNumbers.EndOf(today, customer.History.Zone), step.Topic) is { ReliedOn.Entry.IsRefusal: true };

    /// <summary>Of the channels the one used least so far; of equal ones the first in the person's order.</summary>
    public static Channel Turn(ImmutableArray<Channel> channels, IEnumerable<Touch> sent) =>
        channels.MinBy(channel => sent.Count(touch => touch.Channel == channel));
}

using NodaTime;

namespace CrmKit.Benchmarks;

/// <summary>Events of one person, in order: contacts of each kind, purchases, replies, complaints, visits.</summary>
public static class CadenceEvents
{
    /// <summary>Draws them.</summary>
    public static TimelineEvent[] Draw(int count)
    {
        var random = new Numerics.SeededRandom(8);
        var events = new TimelineEvent[count];
        var at = Instant.FromUtc(2020, 1, 1, 9, 0);
        CustomerId customer = "7";
        for (var i = 0; i < count; i++)
        {
            at += Duration.FromHours(1 + random.NextBelow(100));
            var key = new EventKey($"e{i}");
            var touched = new TouchKey(customer, ReasonCodes.IntervalDue, $"{i}");
            events[i] = random.NextBelow(8) switch
            {
                0 => new Touch(key, customer, at, touched, TouchClass.Promotional, Channel.Email),
                1 => new Touch(key, customer, at, touched, TouchClass.Relationship, Channel.Email),
                2 => new Touch(key, customer, at, touched, TouchClass.Relationship, Channel.Email) { Kind = TouchKind.Value },
                3 => new Purchase(key, customer, at, at.InUtc().Date, new Money(12, Currency.Eur)),
                4 => new Reply(key, customer, at, Channel.Email),
                5 => new Engagement(key, customer, at, EngagementKind.Visited),
                6 => new Engagement(key, customer, at, EngagementKind.Opened),
                _ => new Reply(key, customer, at, Channel.Phone),
            };
        }

        return events;
    }
}

using System.Runtime.CompilerServices;

namespace CrmKit.Storage;

/// <summary>Histories out of events that come in the order of their recording.</summary>
internal static class GatheredHistories
{
    public static async IAsyncEnumerable<RelationshipHistory> Of(IAsyncEnumerable<RecordedEvent> events, DateTimeZone zone, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var byPerson = new Dictionary<CustomerId, List<TimelineEvent>>();
        await foreach (var recorded in events.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (!byPerson.TryGetValue(recorded.Event.Customer, out var own))
            {
                byPerson.Add(recorded.Event.Customer, own = []);
            }

            own.Add(recorded.Event);
        }

        foreach (var person in byPerson.Keys.Order())
        {
            yield return new RelationshipHistory(byPerson[person], zone);
        }
    }
}

namespace CrmKit.Storage;

/// <summary>The rule of the versions under one key, the same in every store. For those who write a store.</summary>
/// <remarks>All events are those of the records that they were recorded of, before any merge.</remarks>
public static class EventVersions
{
    /// <summary>What an event of <see cref="ChangeSet.Events"/> does.</summary>
    /// <remarks>A source that has not learned of a correction sends what it sent before: that is no conflict, and no reason to believe it again.</remarks>
    /// <param name="standing">What stands under the key; <c>null</c> where nothing does.</param>
    /// <param name="former">What stood there once; read only where the answer depends on it.</param>
    /// <param name="given">The event, in its stored form.</param>
    public static EventStep OfEvent(TimelineEvent? standing, IEnumerable<TimelineEvent> former, TimelineEvent given)
    {
        ArgumentNullException.ThrowIfNull(former);
        ArgumentNullException.ThrowIfNull(given);
        if (StoredForm.IsSameContent(standing, given))
        {
            return EventStep.Keep;
        }

        var isKnownKey = standing is not null;
        foreach (var version in former)
        {
            if (StoredForm.IsSameContent(version, given))
            {
                return EventStep.Keep;
            }

            isKnownKey = true;
        }

        return isKnownKey ? EventStep.Refuse : EventStep.Add;
    }

    /// <summary>What an event of <see cref="ChangeSet.Corrections"/> does.</summary>
    /// <param name="standing">What stands under the key; <c>null</c> where nothing does.</param>
    /// <param name="isKnownKey">Whether anything stands or stood under the key.</param>
    /// <param name="given">The event, in its stored form.</param>
    public static EventStep OfCorrection(TimelineEvent? standing, bool isKnownKey, TimelineEvent given)
    {
        ArgumentNullException.ThrowIfNull(given);
        if (!isKnownKey)
        {
            return EventStep.Add;
        }

        return StoredForm.IsSameContent(standing, given) ? EventStep.Keep : EventStep.Correct;
    }
}

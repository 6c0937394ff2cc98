namespace CrmKit;

/// <summary>Whether a person cares for a topic, and how that is known. What was said and what was concluded are kept apart.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Origin">How it is known.</param>
/// <param name="IsWelcome">Whether the person cares for it; <c>false</c> for a topic that is not wanted.</param>
/// <param name="NotedAt">When it was said or concluded.</param>
public sealed record Interest(Topic Topic, InterestOrigin Origin, bool IsWelcome, Instant NotedAt)
{
    /// <summary>What holds about a topic: what the person said last, and only where nothing was said, what was concluded last.</summary>
    /// <param name="interests">Interests of one person.</param>
    /// <param name="topic">The topic.</param>
    /// <returns>The one that holds; <c>null</c> where nothing is known.</returns>
    public static Interest? In(IEnumerable<Interest> interests, Topic topic)
    {
        ArgumentNullException.ThrowIfNull(interests);

        // A wish not to hear of something wins over a wish of the same instant.
        return interests.Where(interest => interest.Topic == topic)
            .OrderBy(interest => interest.Origin)
            .ThenByDescending(interest => interest.NotedAt)
            .ThenBy(interest => interest.IsWelcome)
            .FirstOrDefault();
    }

    /// <summary>Notes an interest: it takes the place of an earlier one on the same topic of the same origin, and of no other.</summary>
    /// <param name="interests">What is noted so far.</param>
    /// <param name="noted">The new one.</param>
    /// <returns>All of them in a fixed order: by topic, then origin.</returns>
    public static ImmutableArray<Interest> Note(IEnumerable<Interest> interests, Interest noted)
    {
        ArgumentNullException.ThrowIfNull(interests);
        ArgumentNullException.ThrowIfNull(noted);
        return
        [
            .. interests.Append(noted)
                .GroupBy(interest => (interest.Topic, interest.Origin))
                .Select(same => In(same, same.Key.Topic)!)
                .OrderBy(interest => interest.Topic.Code, StringComparer.Ordinal)
                .ThenBy(interest => interest.Origin),
        ];
    }
}

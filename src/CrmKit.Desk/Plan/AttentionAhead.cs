namespace CrmKit.Desk;

/// <summary>
/// Attention that is about to come, such as a birthday greeting. The cap keeps what may wait away from attention that was given; this makes room for attention that is about to be, so
/// that nobody is sold anything in the days before a birthday either.
/// </summary>
internal static class AttentionAhead
{
    // What comes later than in a month stands in nobody's way today.
    private const int MostDays = 30;

    /// <summary>Whether a contact on a day, with what was given before and attention that is to come, would fill a run of days over the cap.</summary>
    /// <param name="sources">The sources of attention.</param>
    /// <param name="snapshot">The person.</param>
    /// <param name="facts">What was given, what is promised, and what the person agreed to.</param>
    /// <param name="cap">The cap on all contacts.</param>
    /// <param name="today">The day, where the person is.</param>
    public static bool FillsCap(IEnumerable<ITouchSource> sources, CustomerSnapshot snapshot, GateFacts facts, TouchCap cap, LocalDate today)
    {
        if (cap.IsNone)
        {
            return false;
        }

        var coming = new HashSet<TouchKey>();
        for (var ahead = 1; ahead <= Math.Min(cap.WindowDays - 1, MostDays); ahead++)
        {
            var day = today.PlusDays(ahead);
            coming.UnionWith(sources.SelectMany(source => source.Propose(snapshot, day)).Where(candidate => IsComing(candidate, facts)).Select(candidate => candidate.Key));
            if (coming.Count > 0 && coming.Count + MadeSince(facts, day.PlusDays(1 - cap.WindowDays)) >= cap.Max)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsComing(TouchCandidate candidate, GateFacts facts) =>
        TouchClassRules.CountsInCap(candidate.Class)
        && !TouchClassRules.ObeysCap(candidate.Class)
        && !facts.Decided.Contains(candidate.Key)
        && facts.Points.Any(point => candidate.Channels.Contains(point.Channel) && facts.Consents.DecideContact(point, candidate.Purpose, facts.ReadAt, candidate.Topic).IsAllowed);

    private static int MadeSince(GateFacts facts, LocalDate day) => facts.Contacts.Concat(facts.Commitments)
        .Count(contact => TouchClassRules.CountsInCap(contact.Class) && contact.At.InZone(facts.Zone.Zone).Date >= day);
}

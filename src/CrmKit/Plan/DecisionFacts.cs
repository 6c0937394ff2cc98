namespace CrmKit;

/// <summary>The facts behind a decision in the form that is stored with it, so that <c>why</c> tells them later without computing anything.</summary>
/// <remarks>Counts, days, codes and sources alone: no name and no address.</remarks>
public static class DecisionFacts
{
    /// <summary>What was known when a contact was judged.</summary>
    /// <remarks>
    /// Arguments: at (the instant judged), zone, zone-source, contacts and commitments (how many), last-contact, last-purchase, complaints (open at that instant), care and blocks
    /// (that held on that day), hours (liked); and where a contact point was judged, channel, and consent, said, source of the statement that was relied on. What is
    /// unknown or none is left out.
    /// </remarks>
    /// <param name="facts">The facts.</param>
    /// <param name="intent">The contact; <c>null</c> where no contact point was there to be judged.</param>
    /// <param name="at">The instant that it was judged for.</param>
    public static Reason Of(GateFacts facts, TouchIntent? intent, Instant at)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var told = ImmutableArray.CreateBuilder<ReasonArgument>();
        told.Add(ReasonArgument.Of("at", at));
        told.Add(ReasonArgument.Of("zone", facts.Zone.Zone.Id));
        told.Add(ReasonArgument.Of("zone-source", facts.Zone.Source.ToString()));
        if (intent is not null)
        {
            AddPoint(told, facts, intent, at);
        }

        AddContacts(told, facts);
        AddSparing(told, facts, intent, at);
        return new Reason(ReasonCodes.FactsReliedOn, told.ToImmutable());
    }

    private static void AddPoint(ImmutableArray<ReasonArgument>.Builder told, GateFacts facts, TouchIntent intent, Instant at)
    {
        told.Add(ReasonArgument.Of("channel", intent.Point.Channel.ToString()));
        if (TouchClassRules.NeedsConsent(intent.Class) && facts.Consents.DecideContact(intent.Point, intent.Purpose, at, intent.Topic).ReliedOn?.Entry is { } entry)
        {
            told.Add(ReasonArgument.Of("consent", entry.State.ToString()));
            told.Add(ReasonArgument.Of("said", entry.OccurredAt.InZone(facts.Zone.Zone).Date));
            told.Add(ReasonArgument.Of("source", entry.Source));
        }
    }

    private static void AddContacts(ImmutableArray<ReasonArgument>.Builder told, GateFacts facts)
    {
        told.Add(ReasonArgument.Of("contacts", facts.Contacts.Length));
        told.Add(ReasonArgument.Of("commitments", facts.Commitments.Length));
        if (!facts.Contacts.IsEmpty)
        {
            told.Add(ReasonArgument.Of("last-contact", facts.Contacts.Max(contact => contact.At).InZone(facts.Zone.Zone).Date));
        }

        if (facts.LastPurchase is { } bought)
        {
            told.Add(ReasonArgument.Of("last-purchase", bought));
        }
    }

    private static void AddSparing(ImmutableArray<ReasonArgument>.Builder told, GateFacts facts, TouchIntent? intent, Instant at)
    {
        var day = at.InZone(facts.Zone.Zone).Date;
        AddCount("complaints", facts.OpenComplaints.Count(complaint => !(complaint.SettledAt <= at)));
        AddCount("care", facts.CareFlags.Count(flag => flag.HoldsOn(day)));
        AddCount("blocks", facts.Blocks.Count(block => intent is not null && block.Covers(intent.Point.Channel, day)));
        if (facts.PreferredHours is { } liked)
        {
            told.Add(ReasonArgument.Of("hours", liked.ToString()));
        }

        void AddCount(string name, int count)
        {
            if (count > 0)
            {
                told.Add(ReasonArgument.Of(name, count));
            }
        }
    }
}

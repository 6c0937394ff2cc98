using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>What a person has agreed to and refused, now or as it was known at a past instant.</summary>
internal sealed record ConsentOutput(string Customer, string? KnownAt, IReadOnlyList<ConsentPointOutput> Points, IReadOnlyList<StatementOutput> Statements)
{
    public static ConsentOutput From(GateFacts facts, Customer? person, GateList gates)
    {
        var ledger = facts.Consents;
        var questions = Questions(ledger);
        return new ConsentOutput(
            facts.Customer.Value,
            KnownAt: null,
            [.. Addresses(ledger, person).Select(point => new ConsentPointOutput(
                point.Channel.ToString().ToLowerInvariant(),
                point.Address,
                StatusOf(point, person),
                facts.Suppressed.Where(suppressed => suppressed.Point.Reaches(point) && questions.TrueForAll(question => suppressed.StopsAdvertising(ledger, question.Purpose, question.Topic, facts.ReadAt))).Select(suppressed => suppressed.Kind.ToString().ToLowerInvariant()).FirstOrDefault(),
                [.. questions.Select(question => DecisionOn(facts, gates, point, question.Purpose, question.Topic))]))],
            [.. ledger.Entries.OrderBy(recorded => recorded.RecordedAt).Select(StatementOutput.From)]);
    }

    /// <summary>What had been recorded by a past instant, and what follows from it. Suppressions are no part of it: they tell no past.</summary>
    /// <param name="all">Every statement that is known of the person now.</param>
    /// <param name="customer">The person's id now.</param>
    /// <param name="person">The person as known then; <c>null</c> where nobody was.</param>
    /// <param name="at">The instant.</param>
    public static ConsentOutput AsKnownAt(ConsentLedger all, CustomerId customer, Customer? person, Instant at)
    {
        var ledger = new ConsentLedger(all.Entries
            .Where(recorded => recorded.RecordedAt <= at)
            .Select(recorded => recorded.VoidFrom > at ? recorded with { VoidFrom = null } : recorded));
        var questions = Questions(ledger);
        return new ConsentOutput(
            customer.Value,
            InstantPattern.ExtendedIso.Format(at),
            [.. Addresses(ledger, person).Select(point => new ConsentPointOutput(
                point.Channel.ToString().ToLowerInvariant(),
                point.Address,
                StatusOf(point, person, "then"),
                Suppressed: null,
                [.. questions.Select(question => DecisionThen(ledger.Decide(point, question.Purpose, at, question.Topic), question.Purpose, question.Topic))]))],
            [.. ledger.Entries.OrderBy(recorded => recorded.RecordedAt).Select(StatementOutput.From)]);
    }

    private static ConsentDecisionOutput DecisionThen(ConsentDecision decision, Purpose purpose, Topic? topic) => new(
        purpose.Code,
        topic?.Code,
        decision.IsAllowed,
        decision.ReliedOn is null ? "nothing had been said about it by then" : null,
        decision.ReliedOn is { } said ? StatementOutput.From(said) : null);

    private static List<(Purpose Purpose, Topic? Topic)> Questions(ConsentLedger ledger) => ledger.Entries
        .Select(recorded => (recorded.Entry.Purpose, recorded.Entry.Topic))
        .Concat([(Purpose.Marketing, null), (Purpose.Greetings, null)])
        .Distinct()
        .OrderBy(question => question.Purpose.Code, StringComparer.Ordinal)
        .ThenBy(question => question.Topic?.Code, StringComparer.Ordinal)
        .ToList();

    private static IEnumerable<ContactPoint> Addresses(ConsentLedger ledger, Customer? person) =>
        (person?.ContactPoints ?? []).Select(record => record.Point).Concat(ledger.Entries.Select(recorded => recorded.Entry.Point)).DistinctBy(point => (point.Channel, point.FoldedAddress));

    private static string StatusOf(ContactPoint point, Customer? person, string when = "now") =>
        person?.ContactPoints.FirstOrDefault(record => record.Point.Reaches(point))?.Status.ToString().ToLowerInvariant() ?? $"not the customer's {when}";

    /// <summary>Asked of the gates themselves, so that what is shown is what would happen.</summary>
    private static ConsentDecisionOutput DecisionOn(GateFacts facts, GateList gates, ContactPoint point, Purpose purpose, Topic? topic)
    {
        var intent = new TouchIntent(new TouchKey(facts.Customer, "consent", "asked"), TouchClass.Relationship, purpose, point, facts.ReadAt + Duration.FromDays(1)) { Topic = topic };
        var verdict = gates.Evaluate(intent, facts, facts.ReadAt);
        var decision = facts.Consents.DecideContact(point, purpose, facts.ReadAt, topic);
        return new ConsentDecisionOutput(
            purpose.Code, topic?.Code, verdict.IsOpen, verdict.IsOpen ? null : EnglishReasons.Render(verdict.Reason), decision.ReliedOn is { } said ? StatementOutput.From(said) : null);
    }
}

using CrmKit.Storage;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>What a person has agreed to and refused, now or as it was known at a past instant.</summary>
internal sealed record ConsentOutput(string Customer, string? KnownAt, IReadOnlyList<ConsentPointOutput> Points, IReadOnlyList<StatementOutput> Statements)
{
    public static ConsentOutput From(GateFacts facts, Customer? person, GateList gates, string when = "now")
    {
        var ledger = facts.Consents;
        var questions = Questions(ledger);
        return new ConsentOutput(
            facts.Customer.Value,
            KnownAt: null,
            [.. Addresses(ledger, person).Select(point => new ConsentPointOutput(
                point.Channel.ToString().ToLowerInvariant(),
                point.Address,
                StatusOf(point, person, when),
                facts.Suppressed.Where(suppressed => suppressed.Point.Reaches(point) && questions.TrueForAll(question => suppressed.StopsAdvertising(ledger, question.Purpose, question.Topic, facts.ReadAt))).Select(suppressed => suppressed.Kind.ToString().ToLowerInvariant()).FirstOrDefault(),
                [.. questions.Select(question => DecisionOn(facts, gates, point, question.Purpose, question.Topic))]))],
            [.. ledger.Entries.OrderBy(recorded => recorded.RecordedAt).Select(StatementOutput.From)]);
    }

    /// <summary>What a store knew at a past instant, and what the gates would have said of it. Suppressions are no part of it: they tell no past.</summary>
    public static ConsentOutput From(KnownConsents known, CustomerZone zone, GateList gates)
    {
        var facts = new GateFacts
        {
            Customer = known.Customer,
            FactsVersion = 0,
            ReadAt = known.KnownAt,
            Zone = known.Person?.Zone ?? zone,
            Points = KnownConsents.PointsOf(known.Person),
            Consents = known.Consents,
            RefusalsAtSharedPoints = known.RefusalsAtSharedPoints,
        };
        return From(facts, known.Person, gates, "then") with { KnownAt = InstantPattern.ExtendedIso.Format(known.KnownAt) };
    }

    private static List<(Purpose Purpose, Topic? Topic)> Questions(ConsentLedger ledger) => ledger.Entries
        .Select(recorded => (recorded.Entry.Purpose, recorded.Entry.Topic))
        .Concat([(Purpose.Marketing, null), (Purpose.Greetings, null)])
        .Distinct()
        .OrderBy(question => question.Purpose.Code, StringComparer.Ordinal)
        .ThenBy(question => question.Topic?.Code, StringComparer.Ordinal)
        .ToList();

    private static IEnumerable<ContactPoint> Addresses(ConsentLedger ledger, Customer? person) =>
        (person?.ContactPoints ?? []).Select(record => record.Point).Concat(ledger.Entries.Select(recorded => recorded.Entry.Point)).DistinctBy(point => (point.Channel, point.FoldedAddress));

    private static string StatusOf(ContactPoint point, Customer? person, string when) =>
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

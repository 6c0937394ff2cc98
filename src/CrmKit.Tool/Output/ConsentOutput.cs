namespace CrmKit.Tool;

/// <summary>What a person has agreed to and refused.</summary>
internal sealed record ConsentOutput(string Customer, IReadOnlyList<ConsentPointOutput> Points, IReadOnlyList<StatementOutput> Statements)
{
    public static ConsentOutput From(GateFacts facts, Customer? person, GateList gates)
    {
        var ledger = facts.Consents;
        var questions = ledger.Entries.Select(recorded => (recorded.Entry.Purpose, recorded.Entry.Topic))
            .Concat([(Purpose.Marketing, null), (Purpose.Greetings, null)])
            .Distinct()
            .OrderBy(question => question.Purpose.Code, StringComparer.Ordinal)
            .ThenBy(question => question.Topic?.Code, StringComparer.Ordinal)
            .ToList();
        var points = (person?.ContactPoints ?? []).Select(record => record.Point).Concat(ledger.Entries.Select(recorded => recorded.Entry.Point)).DistinctBy(point => (point.Channel, point.FoldedAddress));
        return new ConsentOutput(
            facts.Customer.Value,
            [.. points.Select(point => new ConsentPointOutput(
                point.Channel.ToString().ToLowerInvariant(),
                point.Address,
                StatusOf(point, person),
                facts.Suppressed.Where(suppressed => suppressed.Point.Reaches(point) && questions.TrueForAll(question => suppressed.StopsAdvertising(ledger, question.Purpose, question.Topic, facts.ReadAt))).Select(suppressed => suppressed.Kind.ToString().ToLowerInvariant()).FirstOrDefault(),
                [.. questions.Select(question => DecisionOn(facts, gates, point, question.Purpose, question.Topic))]))],
            [.. ledger.Entries.OrderBy(recorded => recorded.RecordedAt).Select(StatementOutput.From)]);
    }

    private static string StatusOf(ContactPoint point, Customer? person) =>
        person?.ContactPoints.FirstOrDefault(record => record.Point.Reaches(point))?.Status.ToString().ToLowerInvariant() ?? "not the customer's now";

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

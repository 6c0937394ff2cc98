namespace CrmKit.Tool;

/// <summary>What a person has agreed to and refused.</summary>
internal sealed record ConsentOutput(string Customer, IReadOnlyList<ConsentPointOutput> Points, IReadOnlyList<StatementOutput> Statements)
{
    public static ConsentOutput From(GateFacts facts)
    {
        var ledger = facts.Consents;
        var questions = ledger.Entries.Select(recorded => (recorded.Entry.Purpose, recorded.Entry.Topic))
            .Concat([(Purpose.Marketing, null), (Purpose.Greetings, null)])
            .Distinct()
            .OrderBy(question => question.Purpose.Code, StringComparer.Ordinal)
            .ThenBy(question => question.Topic?.Code, StringComparer.Ordinal)
            .ToList();
        var points = facts.Points.Concat(ledger.Entries.Select(recorded => recorded.Entry.Point)).DistinctBy(point => (point.Channel, point.FoldedAddress));
        return new ConsentOutput(
            facts.Customer.Value,
            [.. points.Select(point => new ConsentPointOutput(
                point.Channel.ToString().ToLowerInvariant(),
                point.Address,
                facts.Suppressed
                    .Where(suppressed => suppressed.Point.Reaches(point) && questions.TrueForAll(question => suppressed.StopsAdvertising(ledger, question.Purpose, question.Topic, facts.ReadAt)))
                    .Select(suppressed => suppressed.Kind.ToString().ToLowerInvariant())
                    .FirstOrDefault(),
                [.. questions.Select(question => DecisionOn(facts, point, question.Purpose, question.Topic))]))],
            [.. ledger.Entries.OrderBy(recorded => recorded.RecordedAt).Select(StatementOutput.From)]);
    }

    private static ConsentDecisionOutput DecisionOn(GateFacts facts, ContactPoint point, Purpose purpose, Topic? topic)
    {
        var decision = facts.Consents.DecideContact(point, purpose, facts.ReadAt, topic);
        var isStopped = facts.Suppressed.Any(suppressed => suppressed.Point.Reaches(point) && suppressed.StopsAdvertising(facts.Consents, purpose, topic, facts.ReadAt));
        return new ConsentDecisionOutput(purpose.Code, topic?.Code, decision.IsAllowed && !isStopped, decision.ReliedOn is { } said ? StatementOutput.From(said) : null);
    }
}

namespace CrmKit.Engines.Tests;

/// <summary>One contact that is asked about.</summary>
internal sealed record ConsentQuestion(ContactPoint Point, Purpose Purpose, Topic? Topic, Instant AsOf)
{
    public ConsentDecision Decide(IEnumerable<RecordedConsent> entries) => new ConsentLedger(entries).Decide(Point, Purpose, AsOf, Topic);

    public ConsentDecision DecideContact(IEnumerable<RecordedConsent> entries) => new ConsentLedger(entries).DecideContact(Point, Purpose, AsOf, Topic);

    public bool IsAbout(ConsentEntry entry) =>
        entry.Point.Reaches(Point) && (entry.State == ConsentState.Objection || (entry.Purpose == Purpose && (entry.Topic is null || entry.Topic == Topic)));
}

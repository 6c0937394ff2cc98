namespace CrmKit.Adapters.Tests.Storage.Histories;

/// <summary>An erasure takes away and never opens: what was closed to anybody who stays is closed after it, then and at any time to come.</summary>
internal static class ErasureLaw
{
    private static readonly GateList Gates = new(new SuppressionGate(), new ConsentGate());

    // Agreements that are dated ahead begin within hours.
    private static readonly Duration[] Later = [Duration.Zero, Duration.FromHours(1), Duration.FromHours(5), Duration.FromHours(12), Duration.FromHours(30), Duration.FromDays(3650)];

    public static void Check(HashSet<CustomerId> forgotten, IEnumerable<GateFacts> before, IReadOnlyDictionary<string, GateFacts> after, Instant at)
    {
        foreach (var facts in before.Where(facts => !forgotten.Contains(facts.Customer)).DistinctBy(facts => facts.Customer))
        {
            foreach (var (point, purpose, topic, instant) in Questions(facts, at))
            {
                var isOpened = !IsOpen(facts, point, purpose, topic, instant) && IsOpen(after[facts.Customer.Value], point, purpose, topic, instant);
                Assert.False(isOpened, $"{facts.Customer} is open at {point.Address} for {purpose} {topic} at {instant}, since others were forgotten.");
            }
        }
    }

    private static IEnumerable<(ContactPoint Point, Purpose Purpose, Topic? Topic, Instant At)> Questions(GateFacts facts, Instant at) =>
        from point in facts.Points
        from purpose in (Purpose[])[Purpose.Marketing, Purpose.Greetings]
        from topic in (Topic?[])[null, new Topic("garden"), new Topic("other")]
        from later in Later
        select (point, purpose, topic, at + later);

    private static bool IsOpen(GateFacts facts, ContactPoint point, Purpose purpose, Topic? topic, Instant at) =>
        Gates.Evaluate(new TouchIntent(new TouchKey(facts.Customer, "reason", "1"), TouchClass.Promotional, purpose, point, Instant.MaxValue) { Topic = topic }, facts, at).IsOpen;
}

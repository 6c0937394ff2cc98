namespace CrmKit.EndToEnd.Tests.Town;

/// <summary>What truly happened, kept apart from the store: consents and complaints of a record, and who became one with whom.</summary>
internal sealed record TownFact(Instant At, CustomerId Record, TownFactKind Kind, Purpose? Purpose = null, CustomerId? Other = null, DateTimeZone? Zone = null);

namespace CrmKit.EndToEnd.Tests.Kills;

/// <summary>One line of a ledger: a message that was delivered.</summary>
internal sealed record Delivery(int Number, string MessageId, TouchClass Class);

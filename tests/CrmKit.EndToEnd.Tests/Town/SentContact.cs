namespace CrmKit.EndToEnd.Tests.Town;

/// <summary>A contact that left: as which of all, when, to the address of which record, and as what.</summary>
internal sealed record SentContact(int Number, Instant At, CustomerId Record, TouchIntent Intent)
{
    public override string ToString() => $"{Intent.Key} to {Record} at {At}";
}

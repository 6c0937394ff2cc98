namespace CrmKit.AspNetCore;

/// <summary>What to send to an address whose owner seems to want messages again.</summary>
/// <param name="Customer">The person, under the id of the record that the link was made for.</param>
/// <param name="Point">The address.</param>
/// <param name="Purpose">What would be agreed to.</param>
/// <param name="Link">Where it is confirmed, by a button; whoever has it may confirm.</param>
/// <param name="ExpiresAt">First instant at which it is too late.</param>
public sealed record OptInInvitation(CustomerId Customer, ContactPoint Point, Purpose Purpose, Uri Link, Instant ExpiresAt)
{
    /// <summary>The purpose alone: the rest is personal, and the link a secret.</summary>
    public override string ToString() => $"Invitation to {Purpose}";
}

namespace CrmKit;

/// <content>Value equality, lists compared in order.</content>
public sealed partial record Customer
{
    /// <summary>Value equality, lists compared in order.</summary>
    /// <param name="other">The other customer.</param>
    public bool Equals(Customer? other) =>
        other is not null
        && Id == other.Id
        && Kind == other.Kind
        && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && string.Equals(GivenName, other.GivenName, StringComparison.Ordinal)
        && string.Equals(FamilyName, other.FamilyName, StringComparison.Ordinal)
        && Birthday == other.Birthday
        && Zone == other.Zone
        && string.Equals(Language, other.Language, StringComparison.Ordinal)
        && PreferredHours == other.PreferredHours
        && ContactPoints.SequenceEqual(other.ContactPoints)
        && Dates.SequenceEqual(other.Dates)
        && Roles.SequenceEqual(other.Roles)
        && Interests.SequenceEqual(other.Interests)
        && CareFlags.SequenceEqual(other.CareFlags)
        && Blocks.SequenceEqual(other.Blocks)
        && Fields.Equals(other.Fields);

    /// <summary>Hash of the id.</summary>
    public override int GetHashCode() => Id.GetHashCode();
}

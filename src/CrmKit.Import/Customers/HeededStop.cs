namespace CrmKit.Import;

/// <summary>What a row that is set aside says against contact, as far as it can be read.</summary>
/// <param name="Customer">Whom it is about; <c>null</c> where that cannot be read.</param>
/// <param name="Points">The addresses, those out of use with their statuses.</param>
/// <param name="CareFlags">Why the person is to be spared.</param>
/// <param name="Blocks">What the person wants to hear nothing over, or when.</param>
/// <param name="Refusals">What was refused at each address; under another id where the customer cannot be read.</param>
internal sealed record HeededStop(CustomerId? Customer, ImmutableArray<ContactPointRecord> Points, ImmutableArray<CareFlag> CareFlags, ImmutableArray<ContactBlock> Blocks, ImmutableArray<ConsentEntry> Refusals)
{
    /// <summary>All of it, for the customer whom the row names.</summary>
    public ImportedCustomer Of(CustomerId customer) =>
        new(new Customer { Id = customer, ContactPoints = Points, CareFlags = CareFlags, Blocks = Blocks }, Refusals) { IsSetAside = true };

    /// <summary>The addresses that something is said against.</summary>
    public IEnumerable<ContactPointRecord> Stopped => Points.Where(point => point.Status != ContactPointStatus.Active || Refusals.Any(refusal => refusal.Point.Reaches(point.Point)));

    /// <summary>What is said of one address, for somebody who is known there.</summary>
    public ImportedCustomer At(ContactPointRecord point, CustomerId customer) => new(
        new Customer { Id = customer, ContactPoints = [point] },
        [.. Refusals.Where(refusal => refusal.Point.Reaches(point.Point)).Select(refusal => refusal with { Customer = customer })]) { IsSetAside = true };
}

namespace CrmKit.Import;

/// <summary>What one row states, its texts as fingerprints: an invoice is put together without keeping them.</summary>
/// <param name="HasKey">Whether the row has a key of its own.</param>
/// <param name="Key">The key.</param>
/// <param name="Customer">The customer's id.</param>
/// <param name="When">The day and the instant.</param>
/// <param name="Amount">The amount as the file has it, of any sign.</param>
/// <param name="IsReturn">Whether the row is marked as a return.</param>
/// <param name="Purchase">The key of the purchase that a return belongs to; 0 where the row states none.</param>
/// <param name="Items">What was bought.</param>
internal readonly record struct PurchaseLine(bool HasKey, UInt128 Key, UInt128 Customer, Moment When, decimal Amount, bool IsReturn, UInt128 Purchase, ImmutableArray<Topic> Items);

namespace CrmKit;

/// <summary>One purchase in 16 bytes. The customer's number is the order in which customers came; among gathered purchases it is the customer's place.</summary>
internal readonly record struct PurchaseEntry(int Customer, LocalDate Day, PackedAmount Amount);

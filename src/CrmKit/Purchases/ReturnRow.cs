namespace CrmKit;

/// <summary>One return as the builder keeps it. The hash of the purchase's key is 0 where it names none.</summary>
internal readonly record struct ReturnRow(LocalDate Day, decimal Amount, ulong Purchase);

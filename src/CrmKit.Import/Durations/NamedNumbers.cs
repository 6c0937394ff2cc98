namespace CrmKit.Import;

/// <summary>A column of numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">One finite number for each row.</param>
public sealed record NamedNumbers(string Name, ImmutableArray<double> Values);

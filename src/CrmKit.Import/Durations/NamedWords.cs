namespace CrmKit.Import;

/// <summary>A column of words, such as the plan or the shop of each row.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">One word for each row, as it stands in the file.</param>
public sealed record NamedWords(string Name, ImmutableArray<string> Values);

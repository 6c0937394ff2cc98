namespace CrmKit.Import;

/// <summary>Where an address stands.</summary>
/// <param name="Key">What statements call it.</param>
/// <param name="Channel">Its channel; <c>null</c> where a column of the row says.</param>
/// <param name="Label">The label of the contact point.</param>
/// <param name="Separator">What stands between several addresses of one field.</param>
/// <param name="Names">The column's spellings; none where the address is in parts.</param>
/// <param name="Parts">The spellings of the columns that make up a postal address, line by line.</param>
internal sealed record ProfilePoint(
    string Key, Channel? Channel, string? Label, char? Separator, ImmutableArray<string> Names, ImmutableArray<ImmutableArray<string>> Parts);

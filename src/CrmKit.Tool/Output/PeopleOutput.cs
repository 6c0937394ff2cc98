namespace CrmKit.Tool;

/// <summary>A list of people.</summary>
/// <param name="Count">How many fit, listed or not.</param>
/// <param name="People">Those listed.</param>
internal sealed record PeopleOutput(int Count, IReadOnlyList<PersonLine> People);

namespace CrmKit.Tool;

/// <summary>One person of a list.</summary>
internal sealed record PersonLine(string Id, string? Name, IReadOnlyList<string> Points)
{
    public static PersonLine From(Customer person) => new(person.Id.Value, person.Name, [.. person.ContactPoints.Select(point => point.Point.Address)]);
}

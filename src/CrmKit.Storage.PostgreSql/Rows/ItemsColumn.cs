namespace CrmKit.Storage.PostgreSql;

/// <summary>What was bought, as a column holds it: codes with spaces between them, NULL for none.</summary>
internal static class ItemsColumn
{
    public static string? Write(ImmutableArray<Topic> items) => items.IsEmpty ? null : string.Join(' ', items.Select(item => item.Code));

    public static ImmutableArray<Topic> Read(string text) => [.. text.Split(' ').Select(code => new Topic(code))];
}

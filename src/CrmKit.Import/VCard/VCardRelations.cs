namespace CrmKit.Import;

/// <summary>Which role a relation of a card gives to the card's own customer.</summary>
/// <remarks>RELATED names what the other one is (RFC 6350, 6.6.6: a child is the child of the card's person); a role is kept on the one who holds it.</remarks>
internal static class VCardRelations
{
    /// <summary>What the type of a role begins with that no relation of the standard says: the role follows.</summary>
    public const string OwnRole = "x-role-";

    private const string Has = "has-";

    private static readonly string[] Mutual = ["contact", "acquaintance", "friend", "met", "co-worker", "colleague", "co-resident", "neighbor", "sibling", "spouse", "kin", "date", "sweetheart"];
    private static readonly string[] OneSided = ["muse", "crush", "agent", "emergency"];

    /// <summary>The role of the card's customer towards the other one; <c>null</c> where the type says none.</summary>
    public static string? RoleOf(string type) => type switch
    {
        "child" => "parent",
        "parent" => "child",
        _ when Mutual.Contains(type, StringComparer.Ordinal) => type,
        _ when OneSided.Contains(type, StringComparer.Ordinal) => Has + type,
        _ => null,
    };

    /// <summary>The relation of the standard that says a role; <c>null</c> where there is none.</summary>
    public static string? TypeOf(string role)
    {
        var type = role switch { "child" => "parent", "parent" => "child", _ => role.StartsWith(Has, StringComparison.Ordinal) ? role[Has.Length..] : role };
        return string.Equals(RoleOf(type), role, StringComparison.Ordinal) ? type : null;
    }
}

namespace CrmKit.Import;

/// <summary>The roles that one card states: RELATED and MEMBER, as far as they name the other one by an id.</summary>
internal sealed class VCardRoles(VCardCard card, VCardOptions options, Func<ContentProperty, string, ImportFaultException> fault, ContentTally tally)
{
    private const string HasMember = "has-member";

    /// <summary>The roles of the card's customer.</summary>
    public ImmutableArray<PartyRole> Read(CustomerId own)
    {
        var roles = card.Properties.Where(property => property.Name is "RELATED" or "MEMBER" or VCardNames.AppleMember).SelectMany(Of);
        return [.. roles.Where(role => role.Of != own).Distinct()];
    }

    /// <summary>The id that a property writes: a text as it is, else an address without spaces around it; <c>null</c> where it is unreadable.</summary>
    public static string? IdText(ContentProperty property) => property.IsOfType("text") ? ContentText.Unescape(property.Value) : ContentText.Unescape(property.Value)?.Trim();

    /// <summary>Wraps an id that has the form of one.</summary>
    public static bool TryId(string text, out CustomerId id)
    {
        var isId = text.Length is > 0 and <= CustomerId.MaxLength && !FieldChecks.HasControl(text);
        id = isId ? new CustomerId(text) : default;
        return isId;
    }

    private IEnumerable<PartyRole> Of(ContentProperty property)
    {
        var types = property.Types.ToList();
        var own = types.Where(type => type.StartsWith(VCardRelations.OwnRole, StringComparison.Ordinal)).Select(type => type[VCardRelations.OwnRole.Length..]).ToList();
        var codes = property.Name != "RELATED" ? [HasMember] : own.Count > 0 ? own : types.Select(VCardRelations.RoleOf).OfType<string>().ToList();

        // Words instead of an id name a person without telling which customer it is.
        if (codes.Count == 0 || (property.IsOfType("text") && own.Count == 0 && property.Name == "RELATED"))
        {
            tally.Count($"{property.Name} (no role)");
            yield break;
        }

        if (IdText(property) is not { Length: > 0 } text || !TryId(options.IdPrefix + text, out var id))
        {
            throw fault(property, $"an id of at most {CustomerId.MaxLength} characters without control characters");
        }

        foreach (var code in codes)
        {
            yield return CodeShape.IsCode(code) ? new PartyRole(code, id) : throw fault(property, CodeShape.Expected);
        }
    }
}

namespace CrmKit.Import;

/// <summary>What is read of one card.</summary>
internal sealed class VCardCard(long line) : ComponentDraft(line)
{
    /// <summary>The properties of a name, most preferred first, else in the card's order.</summary>
    public IEnumerable<ContentProperty> All(string name) => Properties.Where(property => property.Name == name).OrderBy(property => property.Preference);
}

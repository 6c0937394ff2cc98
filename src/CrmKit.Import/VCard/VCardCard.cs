namespace CrmKit.Import;

/// <summary>What is read of one card: its properties, and the first fault that was met in it.</summary>
internal sealed class VCardCard(long line)
{
    private readonly List<ContentProperty> _properties = [];

    /// <summary>The line of BEGIN.</summary>
    public long Line => line;

    /// <summary>The properties that are read, in the card's order.</summary>
    public IReadOnlyList<ContentProperty> Properties => _properties;

    /// <summary>The first fault; <c>null</c> while there is none.</summary>
    public ImportFaultException? Fault { get; set; }

    /// <summary>Bytes kept so far.</summary>
    public int Size { get; private set; }

    /// <summary>The card's lines, for whoever sets it aside; <c>null</c> where nobody does.</summary>
    public ComponentText? Text { get; init; }

    /// <summary>Keeps a property.</summary>
    public void Add(ContentProperty property, int bytes)
    {
        _properties.Add(property);
        Size += bytes;
    }

    /// <summary>The properties of a name, most preferred first, else in the card's order.</summary>
    public IEnumerable<ContentProperty> All(string name) => _properties.Where(property => property.Name == name).OrderBy(property => property.Preference);
}

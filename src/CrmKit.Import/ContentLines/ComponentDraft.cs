namespace CrmKit.Import;

/// <summary>What is read of one card or event: its properties, and the first fault that was met in it.</summary>
internal abstract class ComponentDraft(long line)
{
    private readonly List<ContentProperty> _properties = [];

    /// <summary>The line of BEGIN.</summary>
    public long Line => line;

    /// <summary>The properties that are read, in the component's order.</summary>
    public IReadOnlyList<ContentProperty> Properties => _properties;

    /// <summary>The first fault; <c>null</c> while there is none.</summary>
    public ImportFaultException? Fault { get; set; }

    /// <summary>Bytes kept so far.</summary>
    public int Size { get; private set; }

    /// <summary>The component's lines, for whoever sets it aside; <c>null</c> where nobody does.</summary>
    public ComponentText? Text { get; init; }

    /// <summary>Keeps a property.</summary>
    public void Add(ContentProperty property, int bytes)
    {
        _properties.Add(property);
        Size += bytes;
    }
}

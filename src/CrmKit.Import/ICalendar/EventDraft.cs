namespace CrmKit.Import;

/// <summary>What is read of one event: its properties, and the first fault that was met in it.</summary>
internal sealed class EventDraft(long line, bool isCancelled)
{
    private readonly List<ContentProperty> _properties = [];

    /// <summary>The line of BEGIN.</summary>
    public long Line => line;

    /// <summary>Whether the calendar calls its events off.</summary>
    public bool IsCancelled => isCancelled;

    /// <summary>The first fault; <c>null</c> while there is none.</summary>
    public ImportFaultException? Fault { get; set; }

    /// <summary>Bytes kept so far.</summary>
    public int Size { get; private set; }

    /// <summary>The event's lines, for whoever sets it aside; <c>null</c> where nobody does.</summary>
    public ComponentText? Text { get; init; }

    /// <summary>Keeps a property.</summary>
    public void Add(ContentProperty property, int bytes)
    {
        _properties.Add(property);
        Size += bytes;
    }

    /// <summary>The properties of a name, in the event's order.</summary>
    public IEnumerable<ContentProperty> All(string name) => _properties.Where(property => property.Name == name);
}

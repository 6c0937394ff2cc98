namespace CrmKit.Import;

/// <summary>What is read of one event.</summary>
internal sealed class EventDraft(long line, bool isCancelled) : ComponentDraft(line)
{
    /// <summary>Whether the calendar calls its events off.</summary>
    public bool IsCancelled => isCancelled;

    /// <summary>The properties of a name, in the event's order.</summary>
    public IEnumerable<ContentProperty> All(string name) => Properties.Where(property => property.Name == name);
}

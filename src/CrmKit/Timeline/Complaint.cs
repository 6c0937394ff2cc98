namespace CrmKit;

/// <summary>A customer complained.</summary>
/// <param name="Key">The source's own key.</param>
/// <param name="Customer">The customer.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="About">The key of the event that it is about, a purchase for example; <c>null</c> where it is about none.</param>
/// <param name="Note">What was said, personal data; at most 10,000 characters.</param>
/// <exception cref="ArgumentException">The note is empty or too long.</exception>
public sealed record Complaint(EventKey Key, CustomerId Customer, Instant OccurredAt, EventKey? About = null, string? Note = null)
    : TimelineEvent(Key, Customer, OccurredAt)
{
    private readonly string? _note = NoteText.Checked(Note, nameof(Note));

    /// <summary>What was said.</summary>
    public string? Note
    {
        get => _note;
        init => _note = NoteText.Checked(value, nameof(Note));
    }

    /// <summary>Key and type alone; the note is personal data.</summary>
    public override string ToString() => $"{nameof(Complaint)} {Key}";
}

namespace CrmKit;

/// <summary>A complaint was settled.</summary>
/// <param name="Key">The source's own key.</param>
/// <param name="Customer">The customer.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Complaint">The key of the complaint.</param>
/// <param name="Note">How, personal data; at most 10,000 characters.</param>
/// <exception cref="ArgumentException">The note is empty or too long.</exception>
public sealed record ComplaintResolved(EventKey Key, CustomerId Customer, Instant OccurredAt, EventKey Complaint, string? Note = null)
    : TimelineEvent(Key, Customer, OccurredAt)
{
    private readonly string? _note = NoteText.Checked(Note, nameof(Note));

    /// <summary>How it was settled.</summary>
    public string? Note
    {
        get => _note;
        init => _note = NoteText.Checked(value, nameof(Note));
    }

    /// <summary>Key and type alone; the note is personal data.</summary>
    public override string ToString() => $"{nameof(ComplaintResolved)} {Key}";
}

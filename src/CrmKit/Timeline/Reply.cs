namespace CrmKit;

/// <summary>A customer answered, or came forward unasked.</summary>
/// <param name="Key">The source's own key.</param>
/// <param name="Customer">The customer.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Channel">The channel.</param>
/// <param name="To">The key of the touch that it answers; <c>null</c> where it answers none.</param>
/// <param name="Note">What was said, personal data; at most 10,000 characters.</param>
/// <exception cref="ArgumentException">The note is empty or too long.</exception>
public sealed record Reply(EventKey Key, CustomerId Customer, Instant OccurredAt, Channel Channel, EventKey? To = null, string? Note = null)
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
    public override string ToString() => $"{nameof(Reply)} {Key}";
}

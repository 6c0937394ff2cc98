namespace CrmKit;

/// <summary>A payment that was due did not go through: a card declined, a direct debit returned.</summary>
/// <param name="Key">The source's own key.</param>
/// <param name="Customer">The customer.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="About">The key of what was to be paid; <c>null</c> where the source does not say.</param>
/// <param name="Note">Why, personal data; at most 10,000 characters.</param>
/// <exception cref="ArgumentException">The note is empty or too long.</exception>
public sealed record PaymentFailed(EventKey Key, CustomerId Customer, Instant OccurredAt, EventKey? About = null, string? Note = null)
    : TimelineEvent(Key, Customer, OccurredAt)
{
    private readonly string? _note = NoteText.Checked(Note, nameof(Note));

    /// <summary>Why.</summary>
    public string? Note
    {
        get => _note;
        init => _note = NoteText.Checked(value, nameof(Note));
    }

    /// <summary>Key and type alone; the note is personal data.</summary>
    public override string ToString() => $"{nameof(PaymentFailed)} {Key}";
}

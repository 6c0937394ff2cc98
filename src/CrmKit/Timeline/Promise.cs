namespace CrmKit;

/// <summary>We promised a customer something.</summary>
/// <param name="Key">The source's own key.</param>
/// <param name="Customer">The customer.</param>
/// <param name="OccurredAt">When it was promised.</param>
/// <param name="DueOn">The business-local day by whose end it is to be kept.</param>
/// <param name="Note">What was promised; at most 10,000 characters.</param>
/// <exception cref="ArgumentException">The note is empty or too long.</exception>
public sealed record Promise(EventKey Key, CustomerId Customer, Instant OccurredAt, LocalDate DueOn, string? Note = null)
    : TimelineEvent(Key, Customer, OccurredAt)
{
    private readonly string? _note = NoteText.Checked(Note, nameof(Note));

    /// <summary>What was promised.</summary>
    public string? Note
    {
        get => _note;
        init => _note = NoteText.Checked(value, nameof(Note));
    }

    /// <summary>Key and type alone; the note is personal data.</summary>
    public override string ToString() => $"{nameof(Promise)} {Key}";
}

namespace CrmKit;

/// <summary>The one rule for what staff note about an event.</summary>
internal static class NoteText
{
    public const int MaxLength = 10_000;

    public static string? Checked(string? note, string parameter) => note is null || (note.Length is > 0 and <= MaxLength && KeyText.HasUtf8Form(note))
        ? note
        : throw new ArgumentException($"A note is 1 to {MaxLength} characters without halves of surrogate pairs, or null; this one has {note.Length}.", parameter);
}

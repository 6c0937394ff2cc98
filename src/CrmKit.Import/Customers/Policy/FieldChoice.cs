using CrmKit.Calendars;

namespace CrmKit.Import;

/// <summary>Decides between what is known and what is told, and notes every difference. Not thread-safe.</summary>
internal sealed class FieldChoice(CustomerImportPolicy policy, Instant? knownRecordedAt, Instant? toldAt)
{
    private readonly ImmutableArray<FieldDifference>.Builder _differences = ImmutableArray.CreateBuilder<FieldDifference>();

    /// <summary>The differences so far.</summary>
    public ImmutableArray<FieldDifference> Differences => _differences.ToImmutable();

    /// <summary>Whether what is told counts; nothing known is no objection.</summary>
    public bool Between(string field, string? known, string told)
    {
        var change = known is null ? FieldChange.Added : Change(policy.For(field));
        Note(field, change, known, told);
        return change is FieldChange.Added or FieldChange.Overwritten;
    }

    /// <summary>Notes something that is decided already.</summary>
    public void Note(string field, FieldChange change, string? known, string? told) => _differences.Add(new FieldDifference(field, change, known, told));

    /// <summary>What a policy makes of a difference.</summary>
    public FieldChange Change(FieldPolicy decides) => decides switch
    {
        FieldPolicy.Keep => FieldChange.Kept,
        FieldPolicy.Overwrite => FieldChange.Overwritten,
        FieldPolicy.Newest when toldAt is { } told && knownRecordedAt is { } recorded => told > recorded ? FieldChange.Overwritten : FieldChange.Kept,
        _ => FieldChange.Asked,
    };

    /// <summary>The text that counts.</summary>
    public string? Text(string field, string? known, string? told) =>
        told is not null && !string.Equals(known, told, StringComparison.Ordinal) && Between(field, known, told) ? told : known;

    /// <summary>The date that counts; one without its year says nothing against the whole one.</summary>
    public PartialDate? Date(string field, PartialDate? known, PartialDate? told)
    {
        if (told is not { } date || told == known || (known is { } whole && date.Year is null && date.Day == whole.Day))
        {
            return known;
        }

        if (known is { Year: null } yearless && yearless.Day == date.Day)
        {
            Note(field, FieldChange.Added, yearless.ToString(), date.ToString());
            return told;
        }

        return Between(field, known?.ToString(), date.ToString()) ? told : known;
    }
}

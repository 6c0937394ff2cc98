namespace CrmKit.Import;

/// <summary>How a file of contacts or of statuses is read.</summary>
internal sealed record PeopleSection
{
    /// <summary>The spellings of the column with the vendor's id.</summary>
    public required ImmutableArray<string> Id { get; init; }

    /// <summary>Whether rows may lack an id, since they name an address.</summary>
    public required bool IdIsOptional { get; init; }

    /// <summary>Whether the e-mail address is the id where there is no column with one.</summary>
    public required bool ElseEmail { get; init; }

    /// <summary>The spellings of the columns that tell of the person, by field.</summary>
    public required ImmutableDictionary<string, ImmutableArray<string>> Fields { get; init; }

    /// <summary>Where the addresses stand.</summary>
    public required ImmutableArray<ProfilePoint> Points { get; init; }

    /// <summary>What the rows say beside the status columns.</summary>
    public required RowColumns Row { get; init; }

    /// <summary>The status columns.</summary>
    public required ImmutableArray<StatementRule> Statements { get; init; }

    /// <summary>Columns that say nothing of contact although nothing else claims them.</summary>
    public required ImmutableArray<string> Ignored { get; init; }
}

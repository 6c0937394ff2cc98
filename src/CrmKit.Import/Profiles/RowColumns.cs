namespace CrmKit.Import;

/// <summary>What a row of statements says beside its status columns.</summary>
internal sealed record RowColumns
{
    /// <summary>A file whose rows say nothing else.</summary>
    public static RowColumns None { get; } = new();

    /// <summary>The channel of the row's address.</summary>
    public NamedValues<RowChannel>? Channel { get; init; }

    /// <summary>The spellings of the column that names the purpose.</summary>
    public ImmutableArray<string> Purpose { get; init; } = [];

    /// <summary>The spellings of the column that names the topic.</summary>
    public ImmutableArray<string> Topic { get; init; } = [];

    /// <summary>Says that the row is about a topic, so that without one it is incomplete.</summary>
    public NamedValues<Answer>? TopicWanted { get; init; }

    /// <summary>Says that the row is out of force: an agreement then counts for nothing, a refusal still does.</summary>
    public NamedValues<Answer>? Inactive { get; init; }

    /// <summary>The spellings of the column that says when it was said.</summary>
    public ImmutableArray<string> Date { get; init; } = [];

    /// <summary>The spellings of the column that says why, or where.</summary>
    public ImmutableArray<string> Reason { get; init; } = [];

    /// <summary>The legal basis.</summary>
    public NamedValues<RowBasis>? Basis { get; init; }
}

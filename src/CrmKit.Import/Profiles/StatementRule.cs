namespace CrmKit.Import;

/// <summary>A column that says who may be contacted, and how.</summary>
internal sealed record StatementRule
{
    /// <summary>The column's spellings.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>What the names of columns of this rule begin with, folded.</summary>
    public required ImmutableArray<string> Prefixes { get; init; }

    /// <summary>Where one of these columns is, every column that nothing else claims falls under the rule.</summary>
    public required ImmutableArray<string> OthersBeside { get; init; }

    /// <summary>Whether a file without the column is refused.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>The keys of the addresses that it is about; none for every address of the channels.</summary>
    public required ImmutableArray<string> About { get; init; }

    /// <summary>The channels that it is about.</summary>
    public required ImmutableArray<Channel> Channels { get; init; }

    /// <summary>The purposes that it is about, unless the row says.</summary>
    public required ImmutableArray<Purpose> Purposes { get; init; }

    /// <summary>Where the topic stands.</summary>
    public required TopicSource Topic { get; init; }

    /// <summary>Whether an agreement without a topic is refused as incomplete.</summary>
    public required bool AgreementNeedsTopic { get; init; }

    /// <summary>The spellings of the column that says when it was said.</summary>
    public required ImmutableArray<string> Date { get; init; }

    /// <summary>The spellings of the column that says why, or where.</summary>
    public required ImmutableArray<string> Reason { get; init; }

    /// <summary>What its values mean.</summary>
    public required ValueTable<StatementMeaning> Values { get; init; }
}

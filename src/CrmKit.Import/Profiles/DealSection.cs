namespace CrmKit.Import;

/// <summary>How a file of deals is read.</summary>
internal sealed record DealSection
{
    /// <summary>The spellings of the column with the vendor's id, by what the row is: an order and a deal may have one number.</summary>
    public required ImmutableArray<(string Kind, ImmutableArray<string> Names)> Keys { get; init; }

    /// <summary>The spellings of the column with the customer's id.</summary>
    public required ImmutableArray<string> Customer { get; init; }

    /// <summary>What stands between several ids; the first is the customer.</summary>
    public required char? CustomerSeparator { get; init; }

    /// <summary>The spellings of the column with the customer's e-mail address.</summary>
    public required ImmutableArray<string> Email { get; init; }

    /// <summary>The spellings of the column with the day of the purchase.</summary>
    public required ImmutableArray<string> Date { get; init; }

    /// <summary>The spellings of the column with the amount.</summary>
    public required ImmutableArray<string> Amount { get; init; }

    /// <summary>The spellings of the column with the currency.</summary>
    public required ImmutableArray<string> Currency { get; init; }

    /// <summary>The currencies that the vendor names in words, folded, with their ISO 4217 codes.</summary>
    public required ImmutableDictionary<string, string> CurrencyCodes { get; init; }

    /// <summary>The columns that say whether a deal is won; the first that a file has decides.</summary>
    public required ImmutableArray<WonColumn> Won { get; init; }
}

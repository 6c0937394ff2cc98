namespace CrmKit.Import;

/// <summary>How a file of cards is read.</summary>
public sealed record VCardOptions
{
    /// <summary>Where ids come from. Default: the UID alone.</summary>
    public VCardIds Ids { get; init; } = VCardIds.Uid;

    /// <summary>Put before every id, also before those that roles refer to, to tell this address book from others; at most 100 characters without control characters. Default: empty.</summary>
    public string IdPrefix { get; init; } = string.Empty;
}

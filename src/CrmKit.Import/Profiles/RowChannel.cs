namespace CrmKit.Import;

/// <summary>The channel that a row names.</summary>
internal enum RowChannel
{
    Email = 1,
    Sms,
    Phone,
    Post,

    /// <summary>One that there is no such thing as here.</summary>
    None,
}

namespace CrmKit.Import;

/// <summary>Where the topic of a statement stands.</summary>
internal enum TopicSource
{
    /// <summary>Nowhere: the statement is about the purpose at large.</summary>
    None = 1,

    /// <summary>In the column's name, in words.</summary>
    Label,

    /// <summary>In the column's name, as the vendor's number.</summary>
    Number,

    /// <summary>In another column of the row.</summary>
    Row,
}

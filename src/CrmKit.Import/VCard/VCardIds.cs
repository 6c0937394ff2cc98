namespace CrmKit.Import;

/// <summary>Where the id of a card's customer comes from.</summary>
public enum VCardIds
{
    /// <summary>The card's UID; a card without one is refused, since nobody could tell it from others at the next import.</summary>
    Uid = 1,

    /// <summary>The UID, else the first e-mail address in lower case: whoever changes it becomes another customer.</summary>
    UidOrEmail,

    /// <summary>The UID, else a hash of what the card states: whoever changes anything becomes another customer.</summary>
    UidOrContent,
}

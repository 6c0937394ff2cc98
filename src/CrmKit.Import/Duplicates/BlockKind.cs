namespace CrmKit.Import;

/// <summary>What brings two people together to be compared.</summary>
internal enum BlockKind
{
    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>A folded postal address.</summary>
    Post,

    /// <summary>A name at a messenger service.</summary>
    Messenger,

    /// <summary>A word of the name and the first letters of another.</summary>
    NameBeginning,

    /// <summary>A word of the name and the last letters of another.</summary>
    NameEnd,

    /// <summary>A word of the name and the sound of another.</summary>
    NameSound,

    /// <summary>The birthday and the sound of a word of the name.</summary>
    Birthday,
}

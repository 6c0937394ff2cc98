namespace CrmKit.Cadence;

/// <summary>Why a sequence has ended. Where several hold, the first of them is told.</summary>
public enum SequenceStop
{
    /// <summary>The person bought.</summary>
    Purchase = 1,

    /// <summary>The person answered: a reply, feedback, or a complaint.</summary>
    Reply,

    /// <summary>The person wants to hear nothing of it, or nothing over any of its channels.</summary>
    Refusal,

    /// <summary>Nothing gets through to the contact points of its channels.</summary>
    Bounce,

    /// <summary>No contact point of its channels is known.</summary>
    NoContactPoint,

    /// <summary>All touches that the program states were made.</summary>
    Cap,

    /// <summary>A further touch is not worth it, by what touches were seen to bring.</summary>
    Yield,

    /// <summary>A step could not leave within its days.</summary>
    Lapsed,
}

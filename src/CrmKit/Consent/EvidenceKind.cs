namespace CrmKit;

/// <summary>How a statement can be shown to be the person's own.</summary>
public enum EvidenceKind
{
    /// <summary>Somebody or some file says so.</summary>
    Reported = 1,

    /// <summary>The person confirmed at the contact point itself: double opt-in.</summary>
    Confirmed,

    /// <summary>A document with a signature is kept.</summary>
    Document,

    /// <summary>A recording of the voice is kept.</summary>
    Recording,
}

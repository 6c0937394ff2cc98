namespace CrmKit;

/// <summary>When the gates open, and what held them until then.</summary>
/// <param name="At">The first instant at which all are open; or where the search ended, when no waiting opens them.</param>
/// <param name="Verdict">The verdict at that instant: open, or the closed one that no waiting changes.</param>
/// <param name="HeldBy">Of the gates waited for, the one that was waited for longest; equal to <paramref name="Verdict"/> where nothing was waited for.</param>
public readonly record struct GateOpening(Instant At, GateVerdict Verdict, GateVerdict HeldBy);

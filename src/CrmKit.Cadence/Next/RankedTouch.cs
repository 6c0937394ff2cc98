namespace CrmKit.Cadence;

/// <summary>One thing that could be done for a person now, with what speaks for and against it.</summary>
/// <param name="Candidate">The contact; <c>null</c> for doing nothing.</param>
/// <param name="Point">Where it would go; <c>null</c> for doing nothing, and where no admissible contact point is known.</param>
/// <param name="Score">What it is worth, in minor units: the points of <see cref="Terms"/> added up. 0 for doing nothing.</param>
/// <param name="Verdict">What the gates say now. What is closed is ranked after doing nothing.</param>
/// <param name="Terms">What the score is made of.</param>
public sealed record RankedTouch(TouchCandidate? Candidate, ContactPoint? Point, long Score, GateVerdict Verdict, ImmutableArray<Reason> Terms)
{
    /// <summary>Whether this is doing nothing.</summary>
    public bool IsNothing => Candidate is null;

    /// <summary>Whether it is owed and may be done now.</summary>
    public bool IsOwed => Candidate is { IsCommitment: true } && Verdict.IsOpen;
}

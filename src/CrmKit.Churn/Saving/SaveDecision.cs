namespace CrmKit.Churn;

/// <summary>A customer who may leave, with what is done about it.</summary>
/// <param name="Candidate">The customer.</param>
/// <param name="ExpectedGain">Expected loss times chance to save, minus cost.</param>
/// <param name="Verdict">What is done.</param>
public readonly record struct SaveDecision(SaveCandidate Candidate, Money ExpectedGain, SaveVerdict Verdict);

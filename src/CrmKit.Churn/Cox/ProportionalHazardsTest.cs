namespace CrmKit.Churn;

/// <summary>Whether the effects stay the same as time goes on: the score tests for a drift of each coefficient that is linear in time (Grambsch and Therneau 1994, with the exact variance).</summary>
/// <param name="Coefficients">For each coefficient that was estimated, by name, the test of its drift; one whose drift the data cannot show is left out.</param>
/// <param name="Global">The test of all drifts together; of 0 degrees of freedom where the data can show none.</param>
/// <remarks>Equals <c>cox.zph</c> of R's survival 3 with the identity transform. A small p value says that the model's main assumption fails. For exact ties the sums are Breslow's.</remarks>
public sealed record ProportionalHazardsTest(ImmutableArray<KeyValuePair<string, CoxTest>> Coefficients, CoxTest Global);

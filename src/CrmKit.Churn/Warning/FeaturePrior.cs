namespace CrmKit.Churn;

/// <summary>What is believed of a feature before any data; it weighs little, so that data soon overrule it.</summary>
/// <param name="Centre">Its usual value, in its own unit.</param>
/// <param name="Scale">How far customers usually lie from that, in its own unit: a standard deviation, above 0.</param>
/// <param name="Weight">By how much the log-odds of leaving rise with one such deviation; below 0 where the feature speaks for staying.</param>
public readonly record struct FeaturePrior(double Centre, double Scale, double Weight);

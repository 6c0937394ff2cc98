namespace CrmKit.Churn;

// Receives the sums of risk times (1, x)(1, x)' over those at risk at event time j and over those of them who left then; all are to be multiplied by exp(shift).
internal delegate void RiskVisit(int j, ReadOnlySpan<double> atRisk, ReadOnlySpan<double> left, double shift);

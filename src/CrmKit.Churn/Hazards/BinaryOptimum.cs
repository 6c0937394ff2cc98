namespace CrmKit.Churn;

// Where a search ended. Inverse is that of the information with the penalty; Steepest the largest |gradient| times standard error.
internal sealed record BinaryOptimum(double[] Beta, BinarySums Sums, double[] Inverse, double Steepest, int Iterations, BinaryEnd End);

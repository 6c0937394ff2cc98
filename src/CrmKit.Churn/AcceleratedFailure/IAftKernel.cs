using System.Runtime.Intrinsics;

namespace CrmKit.Churn;

// What a family adds to the log-likelihood at the standardised log time z of four records, with the first and second derivatives by z.
internal interface IAftKernel
{
    // ln f(z) where isEvent is 1, ln S(z) where it is 0.
    static abstract (Vector256<double> Value, Vector256<double> First, Vector256<double> Second) Terms(Vector256<double> z, Vector256<double> isEvent);
}

namespace CrmKit.LifetimeValue;

// What is averaged over a customer's unknown dropout probability p: a function of p that never rises.
internal interface IDropoutGain
{
    // The limit at p = 0.
    double AtZero { get; }

    // For p below 1/Scale the function is AtZero to rounding, but for a factor of some units.
    double Scale { get; }

    // p and 1 - p come both, each to full relative accuracy.
    double At(double p, double q);
}

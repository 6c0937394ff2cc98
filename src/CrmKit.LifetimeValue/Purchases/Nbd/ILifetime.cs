namespace CrmKit.LifetimeValue;

// How long a customer stays, in time from a known instant: P(longer than e) = exp(-Shape Stretch(e)), a hazard curve whose strength differs among
// customers by a gamma distribution of this shape. Implemented by structures, so that the integrals over it compile to plain loops.
internal interface ILifetime<TSelf>
    where TSelf : struct, ILifetime<TSelf>
{
    double Shape { get; }

    // 0 at 0, rising.
    double Stretch(double elapsed);

    // The derivative of Stretch, positive and monotone.
    double Rate(double elapsed);

    // Length of a stretch of time from here on which one Gauss-Legendre rule of 16 points is right to rounding, as far as Stretch and Rate go.
    double Panel(double elapsed);

    // A bound below the elapsed time at which elapsed times density peaks.
    double Onset { get; }

    // The same customer, known to be there at a later instant.
    TSelf After(double elapsed);

    // Number of parameters, the shape first.
    static abstract int Parameters { get; }

    // Whether Stretch is smooth in ln(1 + t/c), c = Panel(0), with no singularity nearer than pi from the real line.
    static abstract bool IsSmooth { get; }

    static abstract TSelf FromLogarithms(ReadOnlySpan<double> logarithms);

    // ln P(longer than t), with its derivatives in the logarithms of the parameters; second: the upper triangle row by row.
    double LogSurvival(double time, Span<double> first, Span<double> second);

    // ln of the density of the lifetime at t, likewise.
    double LogDensity(double time, Span<double> first, Span<double> second);
}

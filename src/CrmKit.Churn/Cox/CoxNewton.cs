using CrmKit.Numerics;

namespace CrmKit.Churn;

// Newton's ascent of a log partial likelihood in columns that the data tell apart. It is concave: a step that overshoots is halved.
internal sealed class CoxNewton
{
    // Steps after which a maximum that exists has nearly always been met: then it is looked whether one does.
    private const int Patience = 8;

    // Small steps that no longer lower the gradient, which rounding then bounds.
    private const int MaxIdleSteps = 3;
    private const double GradientTolerance = 1e-10;
    private const double AdmissibleGradient = 1e-8;

    // A step changes no log-risk by more than this once it is at the maximum; towards infinity each step changes some by about 1.
    private const double LargestLastStep = 0.1;

    private readonly CoxProblem _problem;
    private readonly CoxProblem _given;
    private readonly double[] _nullGradient;
    private readonly CoxLikelihood _likelihood;
    private readonly CancellationToken _cancellation;

    // The problem as given and its gradient at zero tell whether there is a maximum; it may be climbed in other columns.
    public CoxNewton(CoxProblem given, double[] nullGradient, CoxProblem problem, CoxLikelihood likelihood, CoxEvaluation start, CancellationToken cancellation)
    {
        (_given, _nullGradient, _problem, _likelihood, _cancellation) = (given, nullGradient, problem, likelihood, cancellation);
        (Beta, Current) = (new double[problem.Columns.Length], start);
    }

    public double[] Beta { get; private set; }

    public CoxEvaluation Current { get; private set; }

    public int Iterations { get; private set; }

    public double GradientNorm { get; private set; }

    public bool IsConverged { get; private set; }

    // A direction in the columns as given in which the likelihood rises for ever; null where there is none.
    public double[]? Endless { get; private set; }

    public void Run()
    {
        var n = Beta.Length;
        var isChecked = false;
        var last = double.PositiveInfinity;
        var idle = 0;
        while (n > 0)
        {
            var factor = Cholesky.TryFactor(Current.Information, n);
            if (!isChecked && (factor is null || Iterations == Patience))
            {
                isChecked = true;
                Endless = CoxRecession.Find(_given, _nullGradient, _cancellation);
                if (Endless is not null)
                {
                    return;
                }
            }

            factor ??= Damped(Current.Information, n);
            var step = (double[])Current.Gradient.Clone();
            factor.Solve(step);
            GradientNorm = Norm(factor, n);
            var isSmall = _problem.LargestLogRisk(step) < LargestLastStep;
            if (isSmall && (GradientNorm <= GradientTolerance || (GradientNorm <= AdmissibleGradient && GradientNorm >= last)))
            {
                IsConverged = true;
                return;
            }

            idle = isSmall && GradientNorm >= last / 2 ? idle + 1 : 0;
            if (idle == MaxIdleSteps || Iterations == _problem.Options.MaxIterations || !TryStep(step))
            {
                IsConverged = isSmall && GradientNorm <= AdmissibleGradient;
                return;
            }

            last = GradientNorm;
            Iterations++;
        }

        IsConverged = true;
    }

    // Columns that are no near twins at coefficients of zero may be so where few rows have nearly all the risk.
    private double Norm(Cholesky factor, int n)
    {
        var (inverse, gradient) = (factor.Inverse(), Current.Gradient);
        if (ColumnRemainders.Of(Current.Information, [.. Enumerable.Range(0, n)]) is { } remainders)
        {
            (inverse, gradient) = (remainders.ReplacedCovariance(inverse), remainders.Gradient(gradient));
        }

        double largest = 0;
        for (var k = 0; k < n; k++)
        {
            largest = Math.Max(largest, Math.Abs(gradient[k]) * Math.Sqrt(Math.Max(0, inverse[(k * n) + k])));
        }

        return largest;
    }

    private bool TryStep(double[] step)
    {
        // The rounding of the value, which must not stop the last step.
        var noise = 1e-13 * (1 + Math.Abs(Current.LogLikelihood));
        for (var length = 1.0; length > 1e-12; length /= 2)
        {
            var trial = new double[step.Length];
            for (var k = 0; k < step.Length; k++)
            {
                trial[k] = Beta[k] + (length * step[k]);
            }

            var evaluation = _likelihood.Evaluate(trial, _cancellation);
            if (evaluation.LogLikelihood >= Current.LogLikelihood - noise && Array.TrueForAll(evaluation.Information, double.IsFinite))
            {
                (Beta, Current) = (trial, evaluation);
                return true;
            }
        }

        return false;
    }

    // Where the curvature is lost in rounding, a little more of it on the diagonal.
    private static Cholesky Damped(double[] information, int n)
    {
        var matrix = (double[])information.Clone();
        var largest = Enumerable.Range(0, n).Max(k => Math.Abs(matrix[(k * n) + k]));
        for (var added = Math.Max(1e-14 * largest, 1e-200); ; added *= 10)
        {
            for (var k = 0; k < n; k++)
            {
                matrix[(k * n) + k] = Math.Abs(information[(k * n) + k]) + added;
            }

            if (Cholesky.TryFactor(matrix, n) is { } factor)
            {
                return factor;
            }
        }
    }
}

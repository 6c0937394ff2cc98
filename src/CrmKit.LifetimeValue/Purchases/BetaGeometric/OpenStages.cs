namespace CrmKit.LifetimeValue;

// ln H, H = sum over j < k of (s)_j/j! z^j with s = r + k x and z = (T - t_x)/(alpha + T): the stages that a customer who is alive may have done since
// the last purchase. Its derivatives in ln r and ln alpha are moments of j and of psi(s + j) - psi(s) under the terms as weights. Not thread-safe.
internal sealed class OpenStages(int k)
{
    private readonly double[] _weights = new double[k];

    public OpenStagesTerm At(double r, double shape, double alpha, double recency, double age)
    {
        var z = (age - recency) / (alpha + age);
        _weights[0] = 1;
        double total = 1;
        for (var j = 1; j < k; j++)
        {
            _weights[j] = _weights[j - 1] * (shape + (j - 1)) / j * z;
            total += _weights[j];
        }

        // Means of j, j², f = sum over i < j of 1/(s + i), f² and j f, and of the sum of the squares 1/(s + i)².
        double meanJ = 0, meanJJ = 0, meanF = 0, meanFF = 0, meanJF = 0, meanSquares = 0;
        double f = 0, squares = 0;
        for (var j = 1; j < k; j++)
        {
            var inverse = 1 / (shape + (j - 1));
            f += inverse;
            squares += inverse * inverse;
            var weight = _weights[j] / total;
            meanJ += weight * j;
            meanJJ += weight * j * j;
            meanF += weight * f;
            meanFF += weight * f * f;
            meanJF += weight * j * f;
            meanSquares += weight * squares;
        }

        // d ln z/d ln alpha = -alpha/(alpha + T).
        var slope = alpha / (alpha + age);
        return new OpenStagesTerm(
            Math.Log(total),
            r * meanF,
            -slope * meanJ,
            (r * meanF) + (r * r * (meanFF - meanSquares - (meanF * meanF))),
            -slope * r * (meanJF - (meanJ * meanF)),
            (slope * slope * (meanJJ - (meanJ * meanJ))) - (slope * (1 - slope) * meanJ));
    }
}

namespace CrmKit.Churn;

// Value, gradient and the upper triangle of the second derivatives of a part of the records.
internal sealed class AftSums(int order)
{
    // Without what does not depend on the record: ln scale, log times of the events, constants.
    public double Value { get; set; }

    public double EventWeight { get; set; }

    public double[] Gradient { get; } = new double[order];

    public double[] Hessian { get; } = new double[order * order];

    public void Add(AftSums other)
    {
        Value += other.Value;
        EventWeight += other.EventWeight;
        for (var i = 0; i < Gradient.Length; i++)
        {
            Gradient[i] += other.Gradient[i];
        }

        for (var i = 0; i < Hessian.Length; i++)
        {
            Hessian[i] += other.Hessian[i];
        }
    }

    // The second derivatives of the first n parameters, both triangles.
    public double[] Square(int n)
    {
        var square = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                square[(i * n) + j] = Hessian[(Math.Min(i, j) * Gradient.Length) + Math.Max(i, j)];
            }
        }

        return square;
    }
}

namespace CrmKit.LifetimeValue;

// For every n up to a largest one the sum over k < n of ln(shape + k), with its first and second derivatives in the shape: ln of a rising factorial.
internal sealed class ShapeSums
{
    private readonly double[] _logarithms;
    private readonly double[] _first;
    private readonly double[] _second;

    public ShapeSums(int largest) => (_logarithms, _first, _second) = (new double[largest + 1], new double[largest + 1], new double[largest + 1]);

    public (double Log, double First, double Second) this[int n] => (_logarithms[n], _first[n], _second[n]);

    public void MoveTo(double shape)
    {
        for (var k = 0; k + 1 < _logarithms.Length; k++)
        {
            var inverse = 1 / (shape + k);
            _logarithms[k + 1] = _logarithms[k] + Math.Log(shape + k);
            _first[k + 1] = _first[k] + inverse;
            _second[k + 1] = _second[k] - (inverse * inverse);
        }
    }
}

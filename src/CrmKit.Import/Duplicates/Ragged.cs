namespace CrmKit.Import;

/// <summary>A few numbers for each person, all in one array.</summary>
internal sealed class Ragged
{
    private readonly int[] _starts;
    private readonly int[] _values;

    public Ragged(int[] starts, int[] values)
    {
        _starts = starts;
        _values = values;
    }

    public Span<int> this[int person] => _values.AsSpan(_starts[person], _starts[person + 1] - _starts[person]);
}

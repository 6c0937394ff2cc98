namespace CrmKit.LifetimeValue;

// Takes distinct histories one by one in order of x, t_x, T. silent: those of x = 0; isCounted: some stand for more than one customer, or for none.
internal sealed class HistoryWriter(int count, int silent, bool isCounted)
{
    private readonly List<(int X, int From, int To)> _groups = [];
    private readonly double[] _recency = new double[count - silent];
    private readonly double[] _age = new double[count];
    private readonly long[]? _customers = isCounted ? new long[count] : null;
    private int _row;
    private int _from;
    private int _x;

    public void Add(int x, double recency, double age, long customers)
    {
        if (x != _x)
        {
            Close();
            (_x, _from) = (x, _row);
        }

        if (x > 0)
        {
            _recency[_row - silent] = recency;
        }

        _age[_row] = age;
        if (_customers is not null)
        {
            _customers[_row] = customers;
        }

        _row++;
    }

    public HistoryColumns ToColumns()
    {
        Close();
        return new HistoryColumns([.. _groups], _recency, _age, _customers);
    }

    private void Close()
    {
        if (_row > _from)
        {
            _groups.Add((_x, _from, _row));
        }
    }
}

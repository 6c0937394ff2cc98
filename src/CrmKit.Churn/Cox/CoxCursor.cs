namespace CrmKit.Churn;

// Reads rows in an order, a chunk at a time.
internal sealed class CoxCursor(CoxProblem problem, int[] order, double[] beta, bool isLog = false)
{
    private readonly double[] _risks = new double[CoxProblem.Chunk];
    private readonly double[] _values = problem.RoomForValues();
    private int _from = -CoxProblem.Chunk;

    // The weighted risk, or the log-risk without weight, of the row at a place of the order; places rise from call to call.
    public double Risk(int place)
    {
        if (place >= _from + CoxProblem.Chunk)
        {
            _from = place;
            var count = Math.Min(CoxProblem.Chunk, order.Length - place);
            problem.Read(order, place, count, beta, _risks, _values);
            if (!isLog)
            {
                problem.ToRisks(order, place, count, _risks);
            }
        }

        return _risks[place - _from];
    }

    // Its values (1, x), once its risk was asked for.
    public ref double Values(int place) => ref _values[(place - _from) * problem.Shape.Width];

    // The same without the 1.
    public ReadOnlySpan<double> RowValues(int place) => _values.AsSpan(((place - _from) * problem.Shape.Width) + 1, problem.Columns.Length);
}

namespace CrmKit.LifetimeValue;

// The stretches of a customer's time, from the first purchase on, in which no covariate changes: where each begins and which rows of the two paths hold in it.
internal sealed class CovariatePieces
{
    public CovariatePieces(double arrival, CovariatePath purchase, CovariatePath dropout, double end)
    {
        var starts = new SortedSet<double> { 0 };
        foreach (var path in new[] { purchase, dropout })
        {
            foreach (var from in path.From)
            {
                if (from > arrival && from - arrival < end)
                {
                    starts.Add(from - arrival);
                }
            }
        }

        Starts = [.. starts];
        PurchaseRows = [.. Starts.Select(start => purchase.RowAt(arrival + start))];
        DropoutRows = [.. Starts.Select(start => dropout.RowAt(arrival + start))];
    }

    public double[] Starts { get; }

    public int[] PurchaseRows { get; }

    public int[] DropoutRows { get; }

    public int At(double time)
    {
        var at = Array.BinarySearch(Starts, time);
        return at >= 0 ? at : ~at - 1;
    }

    public double End(int piece, double last) => piece + 1 < Starts.Length ? Math.Min(Starts[piece + 1], last) : last;
}

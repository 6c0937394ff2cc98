using System.Runtime.CompilerServices;

namespace CrmKit.Churn;

// Rows in falling order of an event time's number: those of one number beside each other, in their own order.
internal sealed class RowOrder
{
    private RowOrder(int[] rows, int[] starts) => (Rows, Starts) = (rows, starts);

    // The rows whose number is j are at Starts[j + 1] to Starts[j].
    public int[] Rows { get; }

    public int[] Starts { get; }

    // Rows numbered below 0, or not at risk, are left out.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RowOrder Of(ReadOnlySpan<int> numbers, ReadOnlySpan<int> exit, int count)
    {
        var starts = new int[count + 2];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] >= 0 && exit[i] >= 0)
            {
                starts[numbers[i]]++;
            }
        }

        for (var j = count - 1; j >= 0; j--)
        {
            starts[j] += starts[j + 1];
        }

        // Filling from the ends of the groups, last row first, leaves their begins behind, where the next number's group ends.
        var rows = new int[starts[0]];
        for (var i = numbers.Length - 1; i >= 0; i--)
        {
            if (numbers[i] >= 0 && exit[i] >= 0)
            {
                rows[--starts[numbers[i]]] = i;
            }
        }

        Array.Copy(starts, 0, starts, 1, count);
        starts[0] = rows.Length;
        return new RowOrder(rows, starts);
    }
}

namespace CrmKit.Cadence;

public sealed partial class SilenceMonitor
{
    /// <summary>In a column of last days: nothing happened yet, so that no silence counts.</summary>
    public const int Unknown = int.MinValue;

    /// <summary>The rows that have been silent for longer than the bound, longest first, those of one length in order of the row.</summary>
    /// <remarks>O(n + k log k) for k overdue rows. Where the rows stand in order of the id, ties are in that order too. Days after the one asked about are no silence.</remarks>
    /// <param name="lastDays">For each person the day that the silence counts from, as <see cref="DayNumber"/> has it, or <see cref="Unknown"/>.</param>
    /// <param name="today">The day.</param>
    public ImmutableArray<OverdueRow> Overdue(ReadOnlySpan<int> lastDays, int today)
    {
        var latest = (long)today - _options.BoundDays - 1;
        var count = 0;
        foreach (var last in lastDays)
        {
            count += last <= latest && last != Unknown ? 1 : 0;
        }

        // The day in the upper half and the row in the lower one: numbers in order are rows in order.
        var keys = new long[count];
        var next = 0;
        for (var row = 0; next < count; row++)
        {
            if (lastDays[row] <= latest && lastDays[row] != Unknown)
            {
                keys[next++] = ((long)lastDays[row] << 32) | (uint)row;
            }
        }

        Array.Sort(keys);
        var rows = ImmutableArray.CreateBuilder<OverdueRow>(count);
        foreach (var key in keys)
        {
            rows.Add(new OverdueRow((int)(uint)key, (int)Math.Min((long)today - (key >> 32), int.MaxValue)));
        }

        return rows.MoveToImmutable();
    }

    /// <summary>How many rows become overdue on each of the days to come if nothing but what is promised happens.</summary>
    /// <remarks>As <see cref="Forecast(IEnumerable{SilenceStanding}, int)"/>. O(n + m log m) for m promised contacts.</remarks>
    /// <param name="lastDays">For each person the day that the silence counts from, as <see cref="DayNumber"/> has it, or <see cref="Unknown"/>.</param>
    /// <param name="promised">What is promised, in any order; what was to leave before the day is passed over. It also begins the silence of a row that is unknown.</param>
    /// <param name="today">The day; the first count is that of the day after.</param>
    /// <param name="counts">Takes a count for each day.</param>
    /// <exception cref="ArgumentOutOfRangeException">A promised contact names a row that is none.</exception>
    public void Forecast(ReadOnlySpan<int> lastDays, ReadOnlySpan<PromisedRow> promised, int today, Span<int> counts)
    {
        var keys = new long[promised.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            if ((uint)promised[i].Row >= (uint)lastDays.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(promised), promised[i].Row, $"Rows are 0 to {lastDays.Length - 1}.");
            }

            // The sign of the day is turned, so that days before 1970 come first among unsigned halves.
            keys[i] = ((long)promised[i].Row << 32) | ((uint)promised[i].Day ^ 0x8000_0000u);
        }

        Array.Sort(keys);
        counts.Clear();
        var next = 0;
        for (var row = 0; row < lastDays.Length; row++)
        {
            long? last = lastDays[row] == Unknown ? null : lastDays[row];
            for (; next < keys.Length && keys[next] >> 32 == row; next++)
            {
                last = Count(last, (int)((uint)keys[next] ^ 0x8000_0000u), today, counts);
            }

            Count(last, long.MaxValue, today, counts);
        }
    }
}

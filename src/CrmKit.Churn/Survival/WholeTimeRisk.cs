using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CrmKit.Numerics;

namespace CrmKit.Churn;

// Months, weeks and days are small whole numbers: they are counted into one cell each, without sorting. Each part of the records is counted into cells of its own and
// the parts are added in their order, so that the number of threads leaves no trace.
internal sealed class WholeTimeRisk
{
    private const int RecordsInPart = 1 << 16;
    private const int MostParts = 16;
    private const int MostCells = 1 << 16;
    private const int FewCells = 1 << 12;
    private readonly SurvivalRecords _records;
    private readonly ReadOnlyMemory<int> _codes;
    private readonly int _span;

    private WholeTimeRisk(SurvivalRecords records, ReadOnlyMemory<int> codes, int span) => (_records, _codes, _span) = (records, codes, span);

    // The tables, or null where a time is not whole or the cells would be too many.
    public static RiskTable[]? TryCount(SurvivalRecords records, GroupColumn? groups, int maxThreads)
    {
        var parts = Math.Clamp(records.Count / RecordsInPart, 1, MostParts);
        var groupCount = groups?.Labels.Length ?? 1;
        if (LargestWhole(records.Time, parts, maxThreads) is not { } last || LargestWhole(records.Entry, parts, maxThreads) is null)
        {
            return null;
        }

        var span = last + 1;
        var cells = (long)span * groupCount;
        if (cells > MostCells || cells > Math.Max(FewCells, records.Count))
        {
            return null;
        }

        parts = Math.Clamp(MostCells / (int)Math.Max(1, cells), 1, parts);
        var counted = new WholeTimeRisk(records, groups?.Codes.AsMemory() ?? default, span).Count((int)cells, parts, maxThreads);
        return [.. Enumerable.Range(0, groupCount).Select(group => Table(
            counted.Leaving.AsSpan(2 * group * span, 2 * span),
            counted.Entering.Length == 0 ? default : counted.Entering.AsSpan(group * span, span)))];
    }

    private static int? LargestWhole(ReadOnlyMemory<double> values, int parts, int maxThreads)
    {
        var largest = new double[parts];
        SharedWork.Run(parts, maxThreads, part =>
        {
            var (from, to) = Range(values.Length, part, parts);
            largest[part] = LargestWhole(values.Span[from..to]);
        });
        var most = largest.Max();
        return most < MostCells ? (int)most : null;
    }

    // The largest value; infinity where one is not whole.
    private static double LargestWhole(ReadOnlySpan<double> values)
    {
        var most = Vector256<double>.Zero;
        var broken = Vector256<double>.Zero;
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(values);
        foreach (var value in vectors)
        {
            most = Vector256.Max(most, value);
            broken |= value - Vector256.Truncate(value);
        }

        var isBroken = !Vector256.EqualsAll(broken, Vector256<double>.Zero);
        double largest = 0;
        for (var i = 0; i < Vector256<double>.Count; i++)
        {
            largest = Math.Max(largest, most[i]);
        }

        foreach (var value in values[(vectors.Length * Vector256<double>.Count)..])
        {
            largest = Math.Max(largest, value);
            isBroken |= value != Math.Truncate(value);
        }

        return isBroken ? double.PositiveInfinity : largest;
    }

    // Two cells for each time of each group, the censored before the events; and one for those who come in at a time.
    private (RiskTally[] Leaving, RiskTally[] Entering) Count(int cells, int parts, int maxThreads)
    {
        var leaving = new RiskTally[parts][];
        var entering = new RiskTally[parts][];
        SharedWork.Run(parts, maxThreads, part =>
        {
            var (from, to) = Range(_records.Count, part, parts);
            if (_records.IsWeighted)
            {
                (leaving[part], entering[part]) = Weighed(cells, from, to);
            }
            else
            {
                (leaving[part], entering[part]) = Numbered(cells, from, to);
            }
        });
        for (var part = 1; part < parts; part++)
        {
            Add(leaving[0], leaving[part]);
            Add(entering[0], entering[part]);
        }

        return (leaving[0], entering[0]);
    }

    private (RiskTally[] Leaving, RiskTally[] Entering) Weighed(int cells, int from, int to)
    {
        var leaving = new RiskTally[2 * cells];
        var entering = new RiskTally[_records.HasEntry ? cells : 0];
        var time = _records.Time.Span;
        var isEvent = _records.IsEvent.Span;
        var weight = _records.Weight.Span;
        var entry = _records.Entry.Span;
        var codes = _codes.Span;
        for (var i = from; i < to; i++)
        {
            if (weight[i] == 0)
            {
                continue;
            }

            var first = codes.IsEmpty ? 0 : codes[i] * _span;
            leaving[(2 * (first + (int)time[i])) + (isEvent[i] ? 1 : 0)].Add(weight[i]);
            if (entering.Length > 0)
            {
                entering[first + (int)entry[i]].Add(weight[i]);
            }
        }

        return (leaving, entering);
    }

    private (RiskTally[] Leaving, RiskTally[] Entering) Numbered(int cells, int from, int to)
    {
        // Neighbours often fall into one cell, where each count would wait for the one before: odd and even records have cells of their own.
        var leaving = new int[4 * cells];
        var entering = new int[_records.HasEntry ? cells : 0];
        var codes = _codes.IsEmpty ? default : _codes.Span[from..to];
        CountLeaving(_records.Time.Span[from..to], MemoryMarshal.AsBytes(_records.IsEvent.Span[from..to]), codes, leaving);
        if (entering.Length > 0)
        {
            var entry = _records.Entry.Span[from..to];
            for (var i = 0; i < entry.Length; i++)
            {
                entering[(codes.IsEmpty ? 0 : codes[i] * _span) + double.ConvertToIntegerNative<int>(entry[i])]++;
            }
        }

        var tallies = Tallies(leaving.AsSpan(0, 2 * cells));
        Add(tallies, Tallies(leaving.AsSpan(2 * cells)));
        return (tallies, Tallies(entering));
    }

    private void CountLeaving(ReadOnlySpan<double> time, ReadOnlySpan<byte> isEvent, ReadOnlySpan<int> codes, Span<int> counts)
    {
        var even = counts[..(counts.Length / 2)];
        var odd = counts[(counts.Length / 2)..];
        var i = 0;
        if (codes.IsEmpty)
        {
            for (; i + 1 < time.Length; i += 2)
            {
                even[(2 * double.ConvertToIntegerNative<int>(time[i])) + (isEvent[i] != 0 ? 1 : 0)]++;
                odd[(2 * double.ConvertToIntegerNative<int>(time[i + 1])) + (isEvent[i + 1] != 0 ? 1 : 0)]++;
            }
        }

        for (; i < time.Length; i++)
        {
            even[(2 * ((codes.IsEmpty ? 0 : codes[i] * _span) + double.ConvertToIntegerNative<int>(time[i]))) + (isEvent[i] != 0 ? 1 : 0)]++;
        }
    }

    private static RiskTally[] Tallies(ReadOnlySpan<int> counts)
    {
        var tallies = new RiskTally[counts.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            tallies[i].AddCount(counts[i]);
        }

        return tallies;
    }

    private static void Add(RiskTally[] to, RiskTally[] from)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i].Add(from[i]);
        }
    }

    private static RiskTable Table(ReadOnlySpan<RiskTally> leaving, ReadOnlySpan<RiskTally> entering)
    {
        var steps = 0;
        for (var time = 0; time < leaving.Length / 2; time++)
        {
            steps += leaving[2 * time].Records + leaving[(2 * time) + 1].Records > 0 ? 1 : 0;
        }

        var writer = new RiskWriter(steps);
        for (var time = (leaving.Length / 2) - 1; time >= 0; time--)
        {
            if (!entering.IsEmpty && entering[time].Records > 0)
            {
                writer.Enter(entering[time]);
            }

            var (censored, events) = (leaving[2 * time], leaving[(2 * time) + 1]);
            if (censored.Records + events.Records > 0)
            {
                writer.Step(time, events, censored);
            }
        }

        return writer.Table;
    }

    private static (int From, int To) Range(int count, int part, int parts) => ((int)((long)count * part / parts), (int)((long)count * (part + 1) / parts));
}

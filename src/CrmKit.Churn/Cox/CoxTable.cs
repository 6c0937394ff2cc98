using System.Runtime.CompilerServices;
using CrmKit.Numerics;

namespace CrmKit.Churn;

// Sums over risk sets without sorting: each row is added to the slots of its last event time and, where it entered late, of its first; the sums at a time follow from the slots.
//
// Late entry subtracts nothing, for the difference of two large sums has no digits of a small one. Event times of a stratum are numbered 0, 1, ..; the interval a..b
// of a row splits at the highest binary digit k in which a and b differ, into a piece that ends where a block of 2^k ends and one that begins where the next begins. A row is added
// once to slot a and once to slot b of level k; running sums within the blocks then give, at each time, the rows whose interval covers it.
internal sealed class CoxTable : IRiskSums
{
    // Above it the risks of a slot are scaled by the greatest of them.
    private const double LargestPlainLogRisk = 300;
    private const int RowsPerPart = 1 << 14;

    private readonly CoxProblem _problem;
    private readonly int _times;
    private readonly int _slots;
    private readonly int _size;
    private readonly double[][] _parts;
    private readonly double[] _shifts;
    private double[]? _beta;

    public CoxTable(CoxProblem problem)
    {
        _problem = problem;
        _times = problem.Layout.Times.Length;
        _slots = Slots(problem.Layout);
        _size = problem.Shape.Size;
        var rows = problem.Layout.Exit.Length;
        var affordable = Math.Max(1, 2L * rows / Math.Max(1, (long)_slots * _size));
        _parts = new double[(int)Math.Clamp((rows + RowsPerPart - 1L) / RowsPerPart, 1, affordable)][];
        _shifts = new double[_slots];
    }

    // Numbers that a table holds.
    public static long Length(CoxProblem problem) => (long)Slots(problem.Layout) * problem.Shape.Size;

    public bool Visit(ReadOnlySpan<double> beta, RiskVisit visit, CancellationToken cancellation)
    {
        if (_times == 0)
        {
            return true;
        }

        if (_beta is not null && beta.SequenceEqual(_beta))
        {
            Walk(_parts[0], visit);
            return true;
        }

        var coefficients = beta.ToArray();
        _beta = null;
        if (_problem.LargestLogRisk(beta) > LargestPlainLogRisk)
        {
            _parts[0] ??= new double[_slots * _size];
            Array.Clear(_parts[0]);
            AddShifted(coefficients, _parts[0]);
        }
        else
        {
            Array.Clear(_shifts);
            SharedWork.Run(_parts.Length, _problem.Options.MaxThreads, part =>
            {
                cancellation.ThrowIfCancellationRequested();
                AddPart(part, coefficients);
            });
            for (var part = 1; part < _parts.Length; part++)
            {
                CoxShape.Add(_parts[0], _parts[part]);
            }
        }

        _problem.Layout.MergeLevels((target, source) => AddToSlot(_parts[0], target, source));
        _beta = coefficients;
        Walk(_parts[0], visit);
        return true;
    }

    private static int Slots(CoxLayout layout) => checked(layout.Times.Length * layout.Kinds);

    private void AddPart(int part, double[] beta)
    {
        var table = _parts[part] ??= new double[_slots * _size];
        Array.Clear(table);
        var rows = _problem.Layout.Exit.Length;
        var from = (int)((long)rows * part / _parts.Length);
        var end = (int)((long)rows * (part + 1) / _parts.Length);
        Span<double> risk = stackalloc double[CoxProblem.Chunk];
        var z = _problem.RoomForValues();
        for (; from < end; from += CoxProblem.Chunk)
        {
            var count = Math.Min(CoxProblem.Chunk, end - from);
            _problem.Read([], from, count, beta, risk, z);
            _problem.ToRisks([], from, count, risk);
            if (_problem.Layout.Enter is null)
            {
                AddChunk(from, count, risk, z, table);
            }
            else
            {
                AddLateChunk(from, count, risk, z, table);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddChunk(int from, int count, ReadOnlySpan<double> risk, double[] z, double[] table)
    {
        var shape = _problem.Shape;
        var exit = _problem.Layout.Exit.AsSpan(from, count);
        var isEvent = _problem.Rows.IsEvent.Span.Slice(from, count);
        for (var i = 0; i < count; i++)
        {
            if (exit[i] >= 0)
            {
                shape.Add(ref table[(exit[i] + ((1 - Unsafe.BitCast<bool, byte>(isEvent[i])) * _times)) * _size], ref z[i * shape.Width], risk[i]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddLateChunk(int from, int count, ReadOnlySpan<double> risk, double[] z, double[] table)
    {
        var shape = _problem.Shape;
        for (var i = 0; i < count; i++)
        {
            if (_problem.Layout.Exit[from + i] < 0)
            {
                continue;
            }

            var (point, first, second) = _problem.Layout.SlotsOf(from + i, _problem.Rows.IsEvent.Span[from + i]);
            ref var row = ref z[i * shape.Width];
            if (point >= 0)
            {
                shape.Add(ref table[point * _size], ref row, risk[i]);
            }

            if (second >= 0)
            {
                shape.Add(ref table[first * _size], ref table[second * _size], ref row, risk[i]);
            }
            else if (first >= 0)
            {
                shape.Add(ref table[first * _size], ref row, risk[i]);
            }
        }
    }

    private void AddShifted(double[] beta, double[] table)
    {
        Array.Fill(_shifts, double.NegativeInfinity);
        Span<double> logRisk = stackalloc double[CoxProblem.Chunk];
        var z = _problem.RoomForValues();
        var rows = _problem.Layout.Exit.Length;
        for (var pass = 0; pass < 2; pass++)
        {
            for (var from = 0; from < rows; from += CoxProblem.Chunk)
            {
                var count = Math.Min(CoxProblem.Chunk, rows - from);
                _problem.Read([], from, count, beta, logRisk, z);
                for (var i = 0; i < count; i++)
                {
                    if (_problem.Layout.Exit[from + i] >= 0)
                    {
                        AddShifted(pass, from + i, logRisk[i], ref z[i * _problem.Shape.Width], table);
                    }
                }
            }
        }
    }

    // First the greatest log-risk of each slot, then the risks relative to it.
    private void AddShifted(int pass, int row, double logRisk, ref double z, double[] table)
    {
        var (point, first, second) = _problem.Layout.SlotsOf(row, _problem.Rows.IsEvent.Span[row]);
        var weight = _problem.Rows.Weight.IsEmpty ? 1 : _problem.Rows.Weight.Span[row];
        foreach (var slot in (ReadOnlySpan<int>)[point, first, second])
        {
            if (slot < 0)
            {
                continue;
            }

            if (pass == 0)
            {
                _shifts[slot] = Math.Max(_shifts[slot], logRisk);
            }
            else
            {
                _problem.Shape.Add(ref table[slot * _size], ref z, weight * Math.Exp(logRisk - _shifts[slot]));
            }
        }
    }

    private void Walk(double[] table, RiskVisit visit)
    {
        var layout = _problem.Layout;
        var staying = new double[_size];
        var atRisk = new double[_size];
        var left = new double[_size];
        for (var s = 0; s < layout.Strata; s++)
        {
            Array.Clear(staying);
            var shift = Empty;
            for (var j = layout.Starts[s + 1] - 1; j >= layout.Starts[s]; j--)
            {
                AddSlot(staying, ref shift, table, j);
                AddSlot(staying, ref shift, table, _times + j);
                staying.CopyTo(atRisk, 0);
                var atRiskShift = shift;
                for (var kind = 2; kind < layout.Kinds; kind++)
                {
                    AddSlot(atRisk, ref atRiskShift, table, (kind * _times) + j);
                }

                // Those who left are set relative to all at risk.
                Array.Clear(left);
                var leftShift = atRiskShift;
                AddSlot(left, ref leftShift, table, j);
                if (layout.Enter is not null)
                {
                    AddSlot(left, ref leftShift, table, (2 * _times) + j);
                }

                visit(j, atRisk, left, atRiskShift);
            }
        }
    }

    private double Empty => _shifts.Length > 0 && Array.Exists(_shifts, shift => shift != 0) ? double.NegativeInfinity : 0;

    private void AddToSlot(double[] table, int target, int source) => AddSlot(table.AsSpan(target * _size, _size), ref _shifts[target], table, source);

    private void AddSlot(Span<double> target, ref double shift, double[] table, int slot)
    {
        var source = table.AsSpan(slot * _size, _size);
        var other = _shifts[slot];
        if (other == shift)
        {
            CoxShape.Add(target, source);
            return;
        }

        if (double.IsNegativeInfinity(other))
        {
            return;
        }

        var (own, others) = other > shift ? (Math.Exp(shift - other), 1.0) : (1.0, Math.Exp(other - shift));
        shift = Math.Max(shift, other);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = (own * target[i]) + (others * source[i]);
        }
    }
}

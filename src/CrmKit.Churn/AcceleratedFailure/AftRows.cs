using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrmKit.Churn;

// The records as the likelihood reads them: which count, and where their log times lie. Nothing of a record's size is held but a flag, and that only if some do not count.
internal sealed class AftRows
{
    private readonly bool _atHalfUnit;
    private bool[] _isUsed = [];

    public AftRows(SurvivalRecords records, ZeroTenure zeroTenure)
    {
        Records = records;
        _atHalfUnit = zeroTenure == ZeroTenure.AtHalfUnit;
        Survey();
    }

    public SurvivalRecords Records { get; }

    // Empty where every record counts.
    public ReadOnlyMemory<bool> IsUsed => _isUsed;

    // Records left out because their time is 0; those of weight 0 are no records.
    public int ZeroTenures { get; private set; }

    public int Used { get; private set; }

    public int Events { get; private set; }

    public double Weight { get; private set; }

    public double EventWeight { get; private set; }

    // The sum of weight times log time over the events.
    public double EventLogTime { get; private set; }

    // Middle and spread of the log times.
    public double Centre { get; private set; }

    public double Spread { get; private set; }

    public double TimeOf(int row) => Records.Time.Span[row] is var time && time > 0 ? time : 0.5;

    public double WeightOf(int row) => Records.IsWeighted ? Records.Weight.Span[row] : 1;

    public bool Counts(int row) => _isUsed.Length == 0 || _isUsed[row];

    // Leaves records out that a limit has no more part of; whether any was in.
    public AftRows Without(ReadOnlySpan<bool> dropped)
    {
        var rest = (AftRows)MemberwiseClone();
        rest._isUsed = _isUsed.Length == 0 ? Enumerable.Repeat(true, Records.Count).ToArray() : (bool[])_isUsed.Clone();
        for (var i = 0; i < dropped.Length; i++)
        {
            rest._isUsed[i] &= !dropped[i];
        }

        rest.Count();
        return rest;
    }

    // Standardised log times, weights, events and standardised log entries of one block; what lies behind the count has weight 0. A weight of an entry is 0 where there is none.
    public void Fill(int start, int count, in AftBlock block)
    {
        var time = Records.Time.Span.Slice(start, count);
        var logTime = block.LogTime;
        var weight = block.Weight;
        var isEvent = block.IsEvent;
        time.CopyTo(logTime);
        logTime[count..].Fill(1);
        weight[count..].Clear();
        isEvent[count..].Clear();
        var flags = MemoryMarshal.Cast<bool, byte>(Records.IsEvent.Span.Slice(start, count));
        for (var i = 0; i < count; i++)
        {
            isEvent[i] = flags[i];
        }

        if (Records.IsWeighted)
        {
            Records.Weight.Span.Slice(start, count).CopyTo(weight);
        }
        else
        {
            weight[..count].Fill(1);
        }

        if (_atHalfUnit)
        {
            logTime.Replace(0, 0.5);
        }

        if (_isUsed.Length != 0)
        {
            Exclude(_isUsed.AsSpan(start, count), logTime, weight, isEvent);
        }

        ToLog(logTime, Centre, 1 / Spread);
        if (Records.HasEntry)
        {
            FillEntries(start, count, block);
        }
    }

    private static void Exclude(ReadOnlySpan<bool> isUsed, Span<double> time, Span<double> weight, Span<double> isEvent)
    {
        for (var i = 0; i < isUsed.Length; i++)
        {
            if (!isUsed[i])
            {
                (time[i], weight[i], isEvent[i]) = (1, 0, 0);
            }
        }
    }

    private void FillEntries(int start, int count, in AftBlock block)
    {
        var entry = Records.Entry.Span.Slice(start, count);
        var logEntry = block.LogEntry;
        var entryWeight = block.EntryWeight;
        entryWeight[count..].Clear();
        logEntry[count..].Fill(1);
        for (var i = 0; i < count; i++)
        {
            (logEntry[i], entryWeight[i]) = entry[i] > 0 ? (entry[i], block.Weight[i]) : (1, 0);
        }

        ToLog(logEntry, Centre, 1 / Spread);
    }

    private static void ToLog(Span<double> times, double centre, double perSpread)
    {
        ref var at = ref MemoryMarshal.GetReference(times);
        for (nuint i = 0; i < (nuint)times.Length; i += 4)
        {
            var log = Vector256.Log(Vector256.LoadUnsafe(ref at, i));
            Vector256.StoreUnsafe((log - Vector256.Create(centre)) * perSpread, ref at, i);
        }
    }

    private void Survey()
    {
        var time = Records.Time.Span;
        var leaveOut = Records.IsWeighted;
        foreach (var t in time)
        {
            leaveOut |= t == 0 & !_atHalfUnit;
        }

        if (leaveOut)
        {
            _isUsed = new bool[Records.Count];
            for (var i = 0; i < _isUsed.Length; i++)
            {
                var weight = WeightOf(i);
                _isUsed[i] = weight > 0 && (time[i] > 0 || _atHalfUnit);
                ZeroTenures += weight > 0 && !_isUsed[i] ? 1 : 0;
            }
        }

        Count();
        var (sum, square, first) = (0d, 0d, double.NaN);
        var step = Math.Max(1, Records.Count / 10_000);
        for (var i = 0; i < Records.Count; i++)
        {
            // A few thousand tell the scale; they change the path of the search only.
            if (Counts(i) && (i % step == 0 || Used < 10_000))
            {
                var log = Math.Log(TimeOf(i));
                first = double.IsNaN(first) ? log : first;
                sum += WeightOf(i) / Weight * (log - first);
                square += WeightOf(i) / Weight * (log - first) * (log - first);
            }
        }

        var share = step > 1 && Used >= 10_000 ? step : 1;
        var mean = sum * share;
        var variance = (square * share) - (mean * mean);
        Centre = double.IsNaN(first) ? 0 : first + mean;
        Spread = variance > 1e-24 * Centre * Centre && variance > 1e-24 ? Math.Sqrt(variance) : 1;
    }

    private void Count()
    {
        (Used, Events, Weight, EventWeight, EventLogTime) = (0, 0, 0, 0, 0);
        var isEvent = Records.IsEvent.Span;
        for (var i = 0; i < Records.Count; i++)
        {
            if (Counts(i))
            {
                var weight = WeightOf(i);
                Used++;
                Weight += weight;
                if (isEvent[i])
                {
                    Events++;
                    EventWeight += weight;
                    EventLogTime += weight * Math.Log(TimeOf(i));
                }
            }
        }
    }
}

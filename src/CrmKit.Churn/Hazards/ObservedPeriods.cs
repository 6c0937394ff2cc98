using System.Runtime.InteropServices;

namespace CrmKit.Churn;

// The periods over which a record was seen: from First to Last, none where Last is below First; in Last it left if IsEvent.
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ObservedPeriods(long First, long Last, bool IsEvent)
{
    // Beyond it a double tells no two periods apart.
    private const double Most = 1L << 53;

    public static ObservedPeriods Of(SurvivalRecords records, int record)
    {
        var time = records.Time.Span[record];
        var isEvent = records.IsEvent.Span[record];
        var entry = records.Entry.IsEmpty ? 0 : records.Entry.Span[record];
        return new ObservedPeriods(Whole(entry) + 1, isEvent ? (long)Math.Min(Math.Ceiling(time), Most) : Whole(time), isEvent);
    }

    public static long Whole(double time) => (long)Math.Min(Math.Floor(time), Most);

    // How many of them lie in a band.
    public long In(TenureBands bands, int band) => Math.Max(0, Math.Min(Last, bands.LastPeriod(band)) - Math.Max(First, bands.FirstPeriod(band)) + 1);

    public bool LeavesIn(TenureBands bands, int band) => IsEvent && Last >= First && Last >= bands.FirstPeriod(band) && Last <= bands.LastPeriod(band);
}

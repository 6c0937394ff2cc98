using System.Runtime.CompilerServices;

namespace CrmKit.Cadence;

/// <summary>What a <see cref="HealthState"/> holds, while it is changed.</summary>
internal struct HealthSums
{
    public const int MostPromises = 8;

    public DecayedSums Sums;
    public PromiseSlots Promises;
    public int PromiseCount;
    public ulong Stamp;
    public long First;
    public long Last;
    public long LastInbound;
    public bool HasAny;
    public bool HasInbound;
    public bool HasFolded;
    public bool IsStale;

    [InlineArray(HealthCodes.Sums)]
    public struct DecayedSums
    {
        private DecayedSum _first;
    }

    [InlineArray(MostPromises)]
    public struct PromiseSlots
    {
        private PromiseSlot _first;
    }

    public struct PromiseSlot
    {
        public EventKey Key;
        public PromiseTimes Times;
    }
}

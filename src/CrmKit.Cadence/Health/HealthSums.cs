using System.Runtime.CompilerServices;

namespace CrmKit.Cadence;

/// <summary>What a <see cref="HealthState"/> holds, while it is changed.</summary>
internal struct HealthSums
{
    /// <summary>Matters that are held in the value itself; more take an array.</summary>
    public const int MostInside = 16;

    public DecayedSums Sums;
    public Matters Inside;

    // Never written to once it is here: values that are copied share it.
    public Matter[]? Beyond;
    public int MatterCount;
    public ulong Stamp;
    public long First;
    public long Last;
    public long LastInbound;
    public bool HasAny;
    public bool HasInbound;
    public bool HasFoldedPromise;
    public bool HasFoldedComplaint;
    public bool IsStale;

    public readonly Matter this[int index] => index < MostInside ? Inside[index] : Beyond![index - MostInside];

    public readonly int Find(MatterKind kind, EventKey key)
    {
        for (var i = 0; i < MatterCount; i++)
        {
            if (this[i] is var matter && matter.Kind == kind && matter.Key == key)
            {
                return i;
            }
        }

        return -1;
    }

    public void Put(int index, in Matter matter)
    {
        if (index < MostInside)
        {
            Inside[index] = matter;
        }
        else
        {
            Beyond = [.. Beyond!];
            Beyond[index - MostInside] = matter;
        }
    }

    public void Append(in Matter matter)
    {
        if (MatterCount < MostInside)
        {
            Inside[MatterCount] = matter;
        }
        else
        {
            Beyond = [.. Beyond ?? [], matter];
        }

        MatterCount++;
    }

    [InlineArray(HealthCodes.Sums)]
    public struct DecayedSums
    {
        private DecayedSum _first;
    }

    [InlineArray(MostInside)]
    public struct Matters
    {
        private Matter _first;
    }
}

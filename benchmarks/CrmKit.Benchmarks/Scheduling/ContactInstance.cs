using System.Collections.Immutable;
using CrmKit.Scheduling;

namespace CrmKit.Benchmarks.Scheduling;

/// <summary>Invents contact problems of any size that are shaped like the reference instances: thirty days, eight reasons, three channels, and capacities for about two contacts a customer.</summary>
public static class ContactInstance
{
    private const int Days = 30;
    private static readonly double[] Presence = [0.75, 0.455, 0.385, 0.495, 0.2, 0.8, 0.29, 0.24];
    private static readonly int[] LongestWindow = [14, 10, 24, 30, 24, 30, 6, 30];
    private static readonly double[] MedianWorth = [706, 2011, 2384, 1359, 2850, 283, 580, 4384];
    private static readonly double[] Decay = [0.06, 0.11, 0.015, 0.008, 0.02, 0.005, 0.15, 0.003];
    private static readonly int[][] Rates = [[700, 800, 1000], [900, 1000, 850], [800, 900, 1000], [750, 700, 1000], [600, 850, 1000], [1000, 500, 300], [900, 1000, 700], [500, 300, 1000]];
    private static readonly (int Least, int Most)[] Work = [(0, 0), (3, 9), (12, 37), (4, 12), (5, 15), (0, 0), (0, 0), (0, 0)];

    /// <summary>A problem; equal arguments give equal problems.</summary>
    public static ContactProblem Invent(int customers, ulong seed)
    {
        var random = new Stream(seed);
        var staff = Math.Max(2, customers / 150);
        var terms = Terms(customers, staff, random.Below(7));
        var builder = new ContactProblemBuilder();
        for (var i = 0; i < customers; i++)
        {
            Add(builder, i, staff, random);
        }

        return builder.Build(terms);
    }

    private static ContactTerms Terms(int customers, int staff, int firstDay)
    {
        var weekend = Enumerable.Range(0, Days).Where(t => (t + firstDay) % 7 >= 5).ToImmutableArray();
        var sundays = weekend.Where(t => (t + firstDay) % 7 == 6).ToImmutableArray();
        long n = customers;
        return new ContactTerms
        {
            Days = Days,
            FirstDayOfWeek = firstDay,
            Channels = ["email", "sms", "call"],
            ChannelCosts = [1, 6, 150],
            Reasons =
            [
                new("cadence_followup", ContactKind.Value, 0, -1, 0),
                new("reorder_reminder", ContactKind.Pitch, 0, -1, 2),
                new("seasonal_early", ContactKind.Pitch, 0, 0, 5),
                new("cross_sell", ContactKind.Pitch, 0, 1, 3),
                new("win_back", ContactKind.Pitch, 200, 1, 6),
                new("useful_content", ContactKind.Value, 0, -1, 0),
                new("feedback_request", ContactKind.Value, 0, -1, 0),
                new("wow_surprise", ContactKind.Value, 1500, 2, 0),
            ],
            ClosedDays = [[], sundays, weekend],
            Caps =
            [
                new("all", 3, 1), new("all", 10, 2), new("all", 30, 4), new("email", 7, 1), new("sms", 14, 1), new("call", 30, 1), new("pitch", 10, 1), new("pitch", 30, 2),
            ],
            ChannelCapacity = [Each(n * 54 / 1000), Each(n / 60), Each(n)],
            StaffMinutes = [.. Enumerable.Range(0, staff).Select(_ => ImmutableArray.CreateRange(Enumerable.Range(0, Days).Select(t => weekend.Contains(t) ? 0L : 60L)))],
            TotalBudget = 130 * n,
            CampaignBudgets = [400 * n, 30 * n, 90 * n],
            WeeklyWork = [.. Enumerable.Repeat(2 * n, 6)],
            OverloadPrice = 30,
        };
    }

    private static ImmutableArray<long> Each(long capacity) => [.. Enumerable.Repeat(capacity, Days)];

    private static void Add(ContactProblemBuilder builder, int id, int staff, Stream random)
    {
        var member = random.Below(staff);
        var pastCount = random.Part() switch { < 0.32 => 0, < 0.865 => 1, _ => 2 };
        var past = new FixedContact[pastCount];
        for (var h = 0; h < pastCount; h++)
        {
            past[h] = new FixedContact(-1 - random.Below(28), Channel(random), random.Part() < 0.5 ? ContactKind.Value : ContactKind.Pitch);
        }

        FixedContact[] promised = random.Part() < 0.105 ? [new FixedContact(random.Below(Days), Channel(random), ContactKind.Value)] : [];
        (int, int)? blocked = null;
        if (random.Part() < 0.155)
        {
            var first = random.Below(Days);
            blocked = (first, first + 2 + random.Below(5));
        }

        bool[] reachable = [random.Part() < 0.94, random.Part() < 0.6, random.Part() < 0.42];
        var touches = new List<PossibleTouch>();
        var rates = new List<int>();
        for (var q = 0; q < Presence.Length; q++)
        {
            if (random.Part() < Presence[q])
            {
                touches.Add(Touch(q, random));
                rates.AddRange(Rates[q].Select((rate, c) => reachable[c] ? (int)(rate * (0.7 + (0.6 * random.Part()))) : 0));
            }
        }

        builder.Add(id, member, past, promised, blocked, [.. touches], [.. rates]);
    }

    private static PossibleTouch Touch(int q, Stream random)
    {
        var length = 2 + random.Below(LongestWindow[q] - 1);
        var first = random.Below(Days);
        var last = Math.Min(Days - 1, first + length - 1);
        var worth = (int)(MedianWorth[q] * Math.Exp(0.62 * random.Normal()));
        var work = Work[q].Least + random.Below(Work[q].Most - Work[q].Least + 1);
        return new PossibleTouch(q, first, last, first + random.Below(last - first + 1), worth, (int)(worth * Decay[q]), 8 + random.Below(13), work);
    }

    private static int Channel(Stream random) => random.Part() switch { < 0.56 => 0, < 0.82 => 1, _ => 2 };

    private sealed class Stream(ulong seed)
    {
        private ulong _state = seed * 0x9E3779B97F4A7C15UL;

        public int Below(int count) => (int)((Next() >> 32) * (ulong)count >> 32);

        public double Part() => (Next() >> 11) * (1.0 / (1UL << 53));

        public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Part())) * Math.Cos(2 * Math.PI * Part());

        private ulong Next()
        {
            var z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}

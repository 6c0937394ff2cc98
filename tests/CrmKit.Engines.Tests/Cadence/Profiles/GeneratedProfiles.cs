using CrmKit.Cadence;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Profiles within every rule, and what is known of a person, as wild as the rules let.</summary>
internal static class GeneratedProfiles
{
    private static readonly ImmutableArray<string> Codes = ["boat", "dress", "refill"];

    public static readonly LocalDate Epoch = new(2024, 2, 29);

    public static Gen<double> Factors => Gen.OneOf(Gen.Choose(1, 1000).Select(number => number / 100d), Gen.Elements(0.01, 0.3333333333333333, 0.5, 1, 100));

    public static Gen<BusinessProfile> Profiles =>
        from interval in Gen.OneOf(Gen.Choose(1, 90), Gen.Choose(1, 3660))
        from shortest in Gen.Choose(1, 60)
        from length in Gen.OneOf(Gen.Choose(0, 60), Gen.Choose(0, 3600))
        from rests in Gen.ListOf(Gen.Elements(0, 1, 30, 400, 36_600), 3)
        from bands in Bands
        from value in Maybe(Values)
        from risk in Maybe(Risks)
        from rhythm in Maybe(Rhythms)
        from most in Gen.OneOf(Gen.Constant(TouchCap.None), Gen.Choose(1, 3).Zip(Gen.Choose(1, 60)).Select(cap => TouchCap.AtMost(cap.Item1, cap.Item2)))
        from channels in Gen.Elements<ImmutableArray<Channel>>([Channel.Post, Channel.Phone], [Channel.Email])
        select new BusinessProfile
        {
            Name = "shop-1",
            IntervalDays = interval,
            ShortestDays = shortest,
            LongestDays = shortest + length,
            Most = most,
            Channels = channels,
            Items = [.. Codes.Zip(rests, (code, rest) => new ProfileItem(new Topic(code), rest))],
            Bands = bands,
            Value = value,
            Risk = risk,
            Rhythm = rhythm,
        };

    /// <summary>Facts of somebody whose last activity lies some days after 29 February 2024.</summary>
    public static Gen<CadenceFacts> Facts =>
        from active in Gen.Choose(0, 500)
        from bought in Maybe(Gen.Choose(0, 1500))
        from value in Maybe(Gen.OneOf(Gen.Choose(-100, 3000).Select(number => (double)number), Gen.Elements(0, 99.5, 1e12)))
        from left in Maybe(Chances)
        from leaving in Maybe(Chances)
        from window in Maybe(Gen.OneOf(Gen.Choose(-50, 200), Gen.Choose(-500, 4000)))
        let last = Epoch.PlusDays(active)
        select new CadenceFacts(last, bought is { } days ? last.PlusDays(-days) : null)
        {
            YearlyValue = value, ProbabilityLeft = left, ProbabilityOfLeaving = leaving, WindowStart = window is { } ahead ? last.PlusDays(ahead) : null,
        };

    public static Gen<double> Chances => Gen.OneOf(Gen.Choose(0, 1000).Select(share => share / 1000d), Gen.Elements(0, 0.5, 1));

    public static Gen<RecencyBands> Bands =>
        from count in Gen.Choose(1, 5)
        from ends in Gen.ListOf(Gen.OneOf(Gen.Choose(1, 60), Gen.Choose(1, 900)), count)
        from factors in Gen.ListOf(Factors, count)
        from contents in Gen.ListOf(Contents, count + 1)
        from never in Factors
        let ordered = factors.Order().ToList()
        let starts = ends.Aggregate(ImmutableArray.Create(0), (sums, length) => sums.Add(sums[^1] + length))
        select new RecencyBands(
            new RecencyBand("never", null, never, contents[count]),
            [.. Enumerable.Range(0, count).Select(i => new RecencyBand($"band-{i}", i == count - 1 ? null : starts[i + 1], ordered[i], contents[i]))]);

    public static Gen<ImmutableArray<BandContent>> Contents =>
        from more in Generated.UpTo(4, Content)
        from place in Gen.Choose(0, 4)
        select more.Insert(Math.Min(place, more.Length), new BandContent { Kind = TouchKind.Care, Class = TouchClass.Relationship });

    private static Gen<BandContent> Content =>
        from kind in Gen.Elements(Enum.GetValues<TouchKind>())
        from promotes in Gen.Elements(true, false)
        from code in Gen.Elements(Codes.AsEnumerable())
        from isFree in Gen.Elements(true, false)
        from condition in Maybe(Conditions)
        from purpose in Maybe(Gen.Elements(new Purpose("news"), Purpose.Marketing))
        from channels in Gen.Elements<ImmutableArray<Channel>>([], [Channel.Phone], [Channel.Post, Channel.Sms])
        let touch = kind == TouchKind.Pitch || (kind == TouchKind.Value && promotes) ? TouchClass.Promotional : TouchClass.Relationship
        select new BandContent
        {
            Kind = kind,
            Class = touch,
            Topic = kind == TouchKind.Pitch || !isFree ? new Topic(code) : kind == TouchKind.Value ? new Topic("advice") : null,
            Purpose = purpose ?? default,
            Channels = channels,
            Condition = condition,
        };

    private static Gen<OwnershipCondition> Conditions =>
        from code in Gen.Elements(Codes.AsEnumerable())
        from owned in Gen.Elements(true, false)
        from least in Gen.Choose(0, 200)
        from length in Maybe(Gen.Choose(0, 400))
        select owned ? OwnershipCondition.Owned(new Topic(code), least, least + length) : OwnershipCondition.NotOwned(new Topic(code));

    private static Gen<ValueResponse> Values =>
        from lengths in Gen.ListOf(Gen.Choose(1, 900), 2)
        from factors in Gen.ListOf(Factors, 3)
        let ordered = factors.OrderDescending().ToList()
        select new ValueResponse(Currency.Eur, [new("c", 0, ordered[0]), new("b", lengths[0], ordered[1]), new("a", lengths[0] + (lengths[1] / 3d), ordered[2])]);

    private static Gen<RiskResponse> Risks =>
        from leaving in Gen.Choose(1, 100)
        from gone in Gen.Choose(100, 1000)
        from turns in Gen.Choose(1, 99)
        select new RiskResponse { Leaving = leaving / 100d, Gone = gone / 100d, TurnsAt = turns / 100d };

    private static Gen<RhythmResponse> Rhythms =>
        from lead in Gen.Choose(0, 60)
        from soonest in Gen.Choose(1, 100)
        from latest in Gen.Choose(100, 300)
        select new RhythmResponse { LeadDays = lead, Soonest = soonest / 100d, Latest = latest / 100d };

    private static Gen<T?> Maybe<T>(Gen<T> values, T? none = null)
        where T : class => Gen.Frequency((1, Gen.Constant(none)), (3, values.Select(value => (T?)value)));

    private static Gen<T?> Maybe<T>(Gen<T> values)
        where T : struct => Gen.Frequency((1, Gen.Constant((T?)null)), (3, values.Select(value => (T?)value)));
}

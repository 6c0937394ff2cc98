namespace CrmKit.Cadence;

/// <summary>How many touches a sequence has, and by what figure.</summary>
internal sealed record FollowUpLength(int Touches, Reason Reason, bool IsMeasured)
{
    /// <summary>The stated length, or less where a touch is known to bring too little.</summary>
    /// <remarks>
    /// The first touch counts whose yield lies below what it must be even at its upper limit: few leads have wide limits, so that a curve of few leads ends nothing. Beyond
    /// the curve nothing is known, and the stated length holds.
    /// </remarks>
    public static FollowUpLength Of(int stated, ImmutableArray<FollowUpYield> yields, double? worth)
    {
        if (worth is not { } least)
        {
            return new(stated, new Reason(FollowUpReasons.StatedLength, ReasonArgument.Of("length", stated)), IsMeasured: false);
        }

        for (var touch = 0; touch < Math.Min(stated, yields.Length); touch++)
        {
            if (yields[touch] is { Made: > 0 } yield && yield.Upper < least)
            {
                var reason = new Reason(
                    FollowUpReasons.MeasuredLength,
                    ReasonArgument.Of("length", touch),
                    ReasonArgument.Of("made", yield.Made),
                    ReasonArgument.Of("upper", yield.Upper),
                    ReasonArgument.Of("worth", least));
                return new(touch, reason, IsMeasured: true);
            }
        }

        return new(stated, new Reason(FollowUpReasons.WorthThroughout, ReasonArgument.Of("length", stated), ReasonArgument.Of("worth", least)), IsMeasured: false);
    }
}

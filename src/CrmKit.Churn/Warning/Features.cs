using CrmKit.Numerics;

namespace CrmKit.Churn;

/// <summary>What a shop can see of a customer before the customer leaves. Each definition says when the feature is unknown: what is unknown is never zero.</summary>
/// <remarks>
/// What is believed of each before any data: the direction is what the trade takes for granted, the size is a guess that data soon overrule (see
/// <see cref="EarlyWarningOptions.WeightDeviation"/>). Other beliefs: <c>Features.Silence() with { Prior = … }</c>.
/// </remarks>
public static class Features
{
    private const int UsualWindow = 90;

    /// <summary>The seven that need no choice: overdue, spend trend, open complaint, falling satisfaction, silence, failed payments, unanswered contacts.</summary>
    public static ImmutableArray<Feature> Standard { get; } =
        [RhythmOverdue(), SpendTrend(), OpenComplaint(), SatisfactionFall(), Silence(), FailedPayments(), Unanswered()];

    /// <summary><c>rhythm-overdue</c>: <see cref="RhythmOutlook.OverdueScore"/> of the supplied outlook, 0 to 1. Unknown without a rhythm part.</summary>
    public static Feature RhythmOverdue() => new("rhythm-overdue", static facts => facts.Outlook?.Rhythm?.OverdueScore)
    {
        Unit = "probability",
        Description = "Chance that such a customer would have bought by now. Unknown without a rhythm.",
        ReasonCode = WarningReasons.Overdue,
        Prior = new FeaturePrior(0.5, 0.3, 0.5),
    };

    /// <summary><c>spend-trend</c>: ln((a + m/2) / (b + m/2)), a the net spend of the last so-many days, b of as many days before, m the mean net spend of a purchase in both.</summary>
    /// <remarks>
    /// The half purchase on either side keeps the logarithm finite where the last window is empty, and makes less of one purchase that stayed out than of four. Below 0 where
    /// spend falls. Unknown where the former window holds no spend, and where the purchases are in several currencies.
    /// </remarks>
    /// <param name="windowDays">Length of each window in days, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is shorter than a day.</exception>
    public static Feature SpendTrend(int windowDays = UsualWindow)
    {
        var days = Window(windowDays);
        return new("spend-trend", facts => TrendOf(facts, days))
        {
            Unit = "ln ratio",
            Description = "Natural logarithm of the spend of the last window over the one before, half a usual purchase added to each. Unknown where the former is empty or currencies are mixed.",
            ReasonCode = WarningReasons.SpendTrend,
            Prior = new FeaturePrior(0, 0.7, -0.3),
        };
    }

    /// <summary><c>open-complaint</c>: 1 where a complaint is open, else 0. Unknown where none was ever made by this customer and complaints are not covered by the end of the day.</summary>
    public static Feature OpenComplaint() => new("open-complaint", static facts =>
        new ComplaintLedger(facts.Events).OpenAt(Instant.MaxValue).Length > 0 ? 1
            : facts.Coverage.Covers<Complaint>(facts.AsOf) || facts.Events.Any(item => item is Complaint) ? 0
            : null)
    {
        Unit = "yes or no",
        Description = "1 where a complaint is open, else 0. Unknown where nobody records complaints.",
        ReasonCode = WarningReasons.OpenComplaint,
        Prior = new FeaturePrior(0.05, 0.25, 0.3),
    };

    /// <summary><c>satisfaction-fall</c>: the mean of the earlier answers less the last one, each as a share of its scale, -1 to 1; above 0 where satisfaction fell.</summary>
    /// <remarks>
    /// An answer s on a scale from l to h counts as (s - l) / (h - l), so that 0 to 10, 1 to 5 and 1 to 7 can be compared. The earlier answers are those to the same question
    /// where there is one, else those to the others. Unknown with fewer than two answers.
    /// </remarks>
    public static Feature SatisfactionFall() => new("satisfaction-fall", static facts => FallOf(facts))
    {
        Unit = "share of the scale",
        Description = "Mean of the earlier answers less the last one, as shares of their scales. Unknown with fewer than two answers.",
        ReasonCode = WarningReasons.SatisfactionFall,
        Prior = new FeaturePrior(0, 0.25, 0.3),
    };

    /// <summary><c>silence</c>: ln((1 + d) / (1 + g)), d the days since the customer last did something towards the business, g the customer's usual gap in days.</summary>
    /// <remarks>
    /// The usual gap is the rhythm's mean gap where the outlook has one, else the customer's own mean gap between days with an interaction where there are two of them, else the one
    /// given here. Unknown where the customer never did anything, see <see cref="FeatureFacts.IsTwoWay"/>.
    /// </remarks>
    /// <param name="usualGapDays">Usual gap of a customer whose own is not known, in days, above 0 and finite; 90 unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">The gap is not above 0 and finite.</exception>
    public static Feature Silence(double usualGapDays = UsualWindow)
    {
        if (!(usualGapDays > 0) || double.IsPositiveInfinity(usualGapDays))
        {
            throw new ArgumentOutOfRangeException(nameof(usualGapDays), usualGapDays, "A gap must be above 0 and finite.");
        }

        return new("silence", facts => SilenceOf(facts, usualGapDays))
        {
            Unit = "ln ratio",
            Description = "Natural logarithm of the days since the customer last did something, over the usual gap. Unknown where the customer never did anything.",
            ReasonCode = WarningReasons.Silence,
            Prior = new FeaturePrior(0, 1, 0.5),
        };
    }

    /// <summary><c>failed-payments</c>: payments that failed in the last so-many days. Unknown where there is none and failed payments are not covered since the window's first day.</summary>
    /// <param name="windowDays">Length of the window in days, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is shorter than a day.</exception>
    public static Feature FailedPayments(int windowDays = UsualWindow)
    {
        var days = Window(windowDays);
        return new("failed-payments", facts =>
        {
            var from = facts.WindowStart(days);
            var failed = facts.Events.Count(item => item is PaymentFailed && facts.DayOf(item.OccurredAt) >= from);
            return failed > 0 || facts.Coverage.Covers<PaymentFailed>(from) ? failed : null;
        })
        {
            Unit = "count",
            Description = "Payments that failed in the window. Unknown where nobody records them.",
            ReasonCode = WarningReasons.FailedPayments,
            Prior = new FeaturePrior(0.1, 0.4, 0.3),
        };
    }

    /// <summary><c>unanswered</c>: contacts made since the customer last did something. Unknown where none was ever made.</summary>
    /// <remarks>Promotional and relationship contacts count; an order confirmation or a recall asks for no answer.</remarks>
    public static Feature Unanswered() => new("unanswered", static facts => UnansweredOf(facts))
    {
        Unit = "count",
        Description = "Contacts since the customer last did something. Unknown where none was ever made.",
        ReasonCode = WarningReasons.Unanswered,
        Prior = new FeaturePrior(2, 3, 0.2),
    };

    /// <summary><c>alive</c>: ln(p / (1 - p)), p = <see cref="ValueOutlook.ProbabilityAlive"/> of the supplied outlook kept within 0.0001 and 0.9999. Unknown without a value part.</summary>
    /// <remarks>Not among <see cref="Standard"/>: it says much of what overdue and silence say, and fits a shop whose purchase model is good.</remarks>
    public static Feature Alive() => new("alive", static facts => facts.Outlook?.Value is { } value ? LogOdds(Math.Clamp(value.ProbabilityAlive, 1e-4, 1 - 1e-4)) : null)
    {
        Unit = "log-odds",
        Description = "Log-odds that the customer is still one. Unknown without a value.",
        ReasonCode = WarningReasons.Alive,
        Prior = new FeaturePrior(1, 2, -0.6),
    };

    private static int Window(int windowDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(windowDays, 1);
        return windowDays;
    }

    private static double LogOdds(double p) => Math.Log(p) - SpecialFunctions.Log1p(-p);

    private static double? TrendOf(FeatureFacts facts, int days)
    {
        if (facts.Purchases is not { } purchases)
        {
            return null;
        }

        var (from, before) = (facts.WindowStart(days), facts.WindowStart((int)Math.Min(2L * days, int.MaxValue)));
        decimal last = 0, former = 0;
        var count = 0;
        foreach (var purchase in purchases)
        {
            if (purchase.Day >= before)
            {
                count++;
                last += purchase.Day >= from ? purchase.Amount.Amount : 0;
                former += purchase.Day < from ? purchase.Amount.Amount : 0;
            }
        }

        if (former == 0)
        {
            return null;
        }

        var half = (double)(last + former) / count / 2;
        return Math.Log(((double)last + half) / ((double)former + half));
    }

    private static double? FallOf(FeatureFacts facts)
    {
        var answers = facts.Events.OfType<Feedback>().ToList();
        if (answers.Count < 2)
        {
            return null;
        }

        var last = answers[^1];
        answers.RemoveAt(answers.Count - 1);
        var same = answers.Where(answer => answer.Metric == last.Metric).ToList();
        return (same.Count > 0 ? same : answers).Average(Share) - Share(last);

        static double Share(Feedback answer)
        {
            var (lowest, highest) = Feedback.ScaleOf(answer.Metric);
            return (double)(answer.Score - lowest) / (highest - lowest);
        }
    }

    private static double? SilenceOf(FeatureFacts facts, double usualGapDays)
    {
        if (facts.LastTwoWay is not { } last)
        {
            return null;
        }

        var silent = facts.DaysSince(facts.DayOf(last));
        var gap = facts.Outlook?.Rhythm is { MeanGapDays: > 0 } rhythm && double.IsFinite(rhythm.MeanGapDays) ? rhythm.MeanGapDays : OwnGap(facts) ?? usualGapDays;
        return SpecialFunctions.Log1p(silent) - SpecialFunctions.Log1p(gap);
    }

    private static double? OwnGap(FeatureFacts facts)
    {
        var days = facts.Events.Where(FeatureFacts.IsTwoWay).Select(item => facts.DayOf(item.OccurredAt)).Distinct().ToList();
        return days.Count < 2 ? null : (double)Period.DaysBetween(days[0], days[^1]) / (days.Count - 1);
    }

    private static double? UnansweredOf(FeatureFacts facts)
    {
        var last = facts.LastTwoWay;
        var (made, open) = (0, 0);
        foreach (var item in facts.Events)
        {
            if (item is Touch touch && TouchClassRules.CountsInCap(touch.Class))
            {
                made++;
                open += last is { } answered && item.OccurredAt <= answered ? 0 : 1;
            }
        }

        return made == 0 ? null : open;
    }
}

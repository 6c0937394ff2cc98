using CrmKit.Cadence;

namespace CrmKit.Engines.Tests;

/// <summary>The score as its definition reads, event by event and promise by promise.</summary>
internal static class HealthOracle
{
    public static double Score(HealthOptions options, IEnumerable<TimelineEvent> all, Instant at, out double scale)
    {
        var events = all.Where(item => item.OccurredAt <= at).ToArray();
        var (score, sum) = (0d, 0d);
        foreach (var signal in Enum.GetValues<HealthSignal>())
        {
            var (weight, life) = options.Of(signal);
            var s = signal == HealthSignal.Silence ? SilenceDays(events, at) / life : events.Sum(item => Amount(options, signal, item, events, at, life));
            score += weight * s / (1 + s);
            sum += Math.Abs(weight * s / (1 + s));
        }

        scale = sum;
        return score;
    }

    private static double SilenceDays(TimelineEvent[] events, Instant at)
    {
        var heard = events.Where(item => item is Reply or Feedback or Complaint or Purchase or Engagement { Kind: EngagementKind.Clicked or EngagementKind.Visited }).ToArray();
        return events.Length == 0 ? 0 : (at - (heard.Length > 0 ? heard.Max(item => item.OccurredAt) : events.Min(item => item.OccurredAt))).TotalDays;
    }

    private static double Amount(HealthOptions options, HealthSignal signal, TimelineEvent item, TimelineEvent[] events, Instant at, double life)
    {
        double Left(Instant since) => Math.Pow(0.5, (at - since).TotalDays / life);

        if (item is Promise promise)
        {
            var kept = events.OfType<PromiseKept>().Where(said => said.Promise == promise.Key).Select(said => (Instant?)said.OccurredAt).Min();
            var end = options.BusinessZone.ResolveLocal(promise.DueOn.PlusDays(1).AtMidnight(), NodaTime.TimeZones.Resolvers.LenientResolver).ToInstant();
            if (kept is { } done)
            {
                return signal == (done < end ? HealthSignal.PromisesKept : HealthSignal.PromisesLate) ? Left(Instant.Max(done, promise.OccurredAt)) : 0;
            }

            return signal == HealthSignal.PromisesBroken && end <= at ? Left(Instant.Max(end, promise.OccurredAt)) : 0;
        }

        var share = item is Feedback { Metric: SatisfactionMetric.NetPromoter } asked ? asked.Score / 10d : item is Feedback { Metric: SatisfactionMetric.Effort } other ? (other.Score - 1) / 6d : 0.5;
        return (signal, item) switch
        {
            (HealthSignal.Replies, Reply) or (HealthSignal.Complaints, Complaint) => Left(item.OccurredAt),
            (HealthSignal.ComplaintsResolved, ComplaintResolved settled) => events.OfType<ComplaintResolved>().Where(other => other.Complaint == settled.Complaint).MinBy(other => other.OccurredAt) == settled ? Left(item.OccurredAt) : 0,
            (HealthSignal.Purchases, Purchase) or (HealthSignal.FailedPayments, PaymentFailed) => Left(item.OccurredAt),
            (HealthSignal.Opens, Engagement { Kind: EngagementKind.Opened }) => Left(item.OccurredAt),
            (HealthSignal.Clicks, Engagement { Kind: EngagementKind.Clicked }) => Left(item.OccurredAt),
            (HealthSignal.Visits, Engagement { Kind: EngagementKind.Visited }) => Left(item.OccurredAt),
            (HealthSignal.GoodFeedback, Feedback) => Math.Max(0, (2 * share) - 1) * Left(item.OccurredAt),
            (HealthSignal.BadFeedback, Feedback) => Math.Max(0, 1 - (2 * share)) * Left(item.OccurredAt),
            _ => 0,
        };
    }
}

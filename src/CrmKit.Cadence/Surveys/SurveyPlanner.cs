using CrmKit.Calendars;

namespace CrmKit.Cadence;

/// <summary>Proposes questions about satisfaction: at most one a day to a person, none within the rest period, and none while a complaint is open.</summary>
/// <remarks>
/// <para>
/// A question is a contact like any other. It is of the class that keeps the relationship, so that it counts in the caps as they count everything else: who was asked
/// hears the fewer offers. Caps do not stop it (<see cref="TouchClassRules"/>); the rest period does.
/// </para>
/// <para>
/// Of several questions that could be asked on a day the first in the options is. Days between that of the outlook (<see cref="CustomerOutlook.AsOf"/>) and the day asked
/// about are days to come: what is proposed on them is taken as asked, and rested after, so that a plan of many days asks once. An answer counts as a question asked, since
/// questions are asked elsewhere too. Thread-safe.
/// </para>
/// </remarks>
public sealed class SurveyPlanner : ITouchSource
{
    private const int MostDays = 3660;

    private readonly SurveyPlannerOptions _options;

    /// <summary>Creates the source.</summary>
    /// <param name="options">The questions.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public SurveyPlanner(SurveyPlannerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OccasionCheck.Days(options.RestDays, 1, MostDays, "The rest after a question", nameof(options));
        OccasionCheck.Reach(options.Channels, options.Purpose, nameof(options));
        if (options.Questions.IsDefaultOrEmpty)
        {
            throw new ArgumentOutOfRangeException(nameof(options), "At least one question must be asked.");
        }

        foreach (var question in options.Questions)
        {
            Check(question, nameof(options));
        }

        _options = options;
    }

    /// <inheritdoc/>
    public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(customer);
        var rested = RestedFrom(customer.History);
        if (rested > today)
        {
            return [];
        }

        // No rest is longer: what could have been asked before then makes no difference, and an outlook of long ago costs no more.
        var observed = LocalDate.Max(LocalDate.Min(customer.Outlook.AsOf, today), today.PlusDays(-MostDays));
        var first = LocalDate.Max(observed, rested ?? observed);
        var items = SurveyItems.Between(customer, _options, first, today).Where(item => !WasAsked(customer.History, item)).ToList();
        return items.Count == 0 || IsComplaintOpen(customer.History, today) || Chosen(items, first, today) is not { } chosen
            ? []
            : [Candidate(customer.Customer.Id, chosen, rested)];
    }

    private static void Check(SurveyQuestion question, string parameter)
    {
        ArgumentNullException.ThrowIfNull(question, parameter);
        _ = Feedback.ScaleOf(question.Metric);
        if (!Enum.IsDefined(question.After))
        {
            throw new ArgumentOutOfRangeException(parameter, question.After, "A question follows a Purchase, a ComplaintSettled or a Period.");
        }

        OccasionCheck.Days(question.DelayDays, 0, 365, "The time to a question", parameter);
        OccasionCheck.Days(question.WindowDays, 1, question.After == SurveyOccasion.Period ? 28 : 90, "The window of a question", parameter);
        if (!(question.Share is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(parameter, question.Share, "The share of people who are asked is above 0 and up to 1.");
        }

        if (question.PeriodMonths is not (1 or 2 or 3 or 4 or 6 or 12))
        {
            throw new ArgumentOutOfRangeException(parameter, question.PeriodMonths, "A period is 1, 2, 3, 4, 6 or 12 months.");
        }
    }

    private static bool IsSurvey(Touch touch) => touch.Touched.Reason.StartsWith(SurveyReasons.Prefix, StringComparison.Ordinal);

    private static bool IsComplaintOpen(RelationshipHistory history, LocalDate today) =>
        !new ComplaintLedger(history.Events).UnsettledAt(history.Zone.StartOf(today.PlusDays(1)) - Duration.Epsilon).IsEmpty;

    // The first of the days to come takes the most important question that is open on it; the next may be asked when that has been answered and rested after.
    private SurveyItem? Chosen(List<SurveyItem> items, LocalDate first, LocalDate today)
    {
        for (var from = first; from <= today;)
        {
            var open = items.Where(item => item.Window.End >= from).ToList();
            if (open.Count == 0)
            {
                return null;
            }

            var day = LocalDate.Max(from, open.Min(item => item.Window.Start));
            var chosen = open.Where(item => item.Window.Start <= day).MinBy(item => (item.Question, item.Window.Start, item.Occurrence))!;
            if (today <= chosen.Window.End)
            {
                return chosen;
            }

            from = chosen.Window.End.PlusDays(_options.RestDays);
        }

        return null;
    }

    private LocalDate? RestedFrom(RelationshipHistory history)
    {
        Instant? last = null;
        foreach (var happened in history.Events)
        {
            last = happened is Feedback || (happened is Touch touch && IsSurvey(touch)) ? happened.OccurredAt : last;
        }

        return last is { } asked ? history.DayOf(asked).PlusDays(_options.RestDays) : null;
    }

    private bool WasAsked(RelationshipHistory history, SurveyItem item)
    {
        var reason = SurveyReasons.Of(_options.Questions[item.Question].Metric);
        return history.Events.Any(happened => happened is Touch touch
            && string.Equals(touch.Touched.Reason, reason, StringComparison.Ordinal)
            && string.Equals(touch.Touched.Occurrence, item.Occurrence, StringComparison.Ordinal));
    }

    private TouchCandidate Candidate(CustomerId customer, SurveyItem item, LocalDate? rested)
    {
        var question = _options.Questions[item.Question];
        var reason = SurveyReasons.Of(question.Metric);
        var after = question.After switch
        {
            SurveyOccasion.Purchase => "purchase",
            SurveyOccasion.ComplaintSettled => "complaint",
            _ => "period",
        };
        return new TouchCandidate
        {
            Key = new TouchKey(customer, reason, item.Occurrence),
            Reason = new Reason(
                reason,
                ReasonArgument.Of("after", after),
                ReasonArgument.Of("since", item.Since),
                ReasonArgument.Of("share", question.Share)),
            Class = TouchClass.Relationship,
            Purpose = _options.Purpose,
            Channels = _options.Channels,

            // The days before the rest is over are not open to a plan either.
            Window = new DateInterval(LocalDate.Max(item.Window.Start, rested ?? item.Window.Start), item.Window.End),
            Regards = item.Regards,
        };
    }
}

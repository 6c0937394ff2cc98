namespace CrmKit.Cadence;

/// <summary>Which questions a person's history and the calendar raise.</summary>
internal static class SurveyItems
{
    /// <summary>Those whose days touch a stretch, of a person who is in their sample.</summary>
    public static IEnumerable<SurveyItem> Between(CustomerSnapshot customer, SurveyPlannerOptions options, LocalDate first, LocalDate last)
    {
        for (var index = 0; index < options.Questions.Length; index++)
        {
            var question = options.Questions[index];
            var raised = question.After switch
            {
                SurveyOccasion.Purchase => OfPurchases(customer.History, question, index, first),
                SurveyOccasion.ComplaintSettled => OfComplaints(customer.History, question, index),
                _ => OfPeriods(customer, options, index, first, last),
            };
            foreach (var item in raised)
            {
                if (item.Window.End >= first && item.Window.Start <= last && IsDrawn(customer, options, question, item.Since))
                {
                    yield return item;
                }
            }
        }
    }

    /// <summary>The first day of the period that a day lies in.</summary>
    public static LocalDate PeriodOf(LocalDate day, int months) => new(day.Year, ((day.Month - 1) / months * months) + 1, 1);

    private static bool IsDrawn(CustomerSnapshot customer, SurveyPlannerOptions options, SurveyQuestion question, LocalDate since) =>
        question.Share == 1 || SurveySample.Includes(options.Seed, customer.Customer.Id, SurveyReasons.Of(question.Metric), PeriodOf(since, question.PeriodMonths), question.Share);

    // One question for a day of purchase, about the first purchase of that day that it is meant for. Most people bought long ago, which the summary tells at once.
    private static IEnumerable<SurveyItem> OfPurchases(RelationshipHistory history, SurveyQuestion question, int index, LocalDate first) =>
        history.Summary.LastPurchase is not { } last || Window(last, question).End < first
            ? []
            : from purchase in history.Kept()
              where question.Items.IsEmpty || purchase.Items.Any(question.Items.Contains)
              group purchase by purchase.Day into bought
              select new SurveyItem(index, Occurrence.Of(bought.Key), bought.Key, Window(bought.Key, question), bought.First().Key);

    private static IEnumerable<SurveyItem> OfComplaints(RelationshipHistory history, SurveyQuestion question, int index) =>
        from settled in history.Events.OfType<ComplaintResolved>()
        group settled by settled.Complaint into complaint
        let day = history.DayOf(complaint.Min(first => first.OccurredAt))
        select new SurveyItem(index, Occurrence.Of(complaint.Key), day, Window(day, question), complaint.Key);

    private static DateInterval Window(LocalDate since, SurveyQuestion question)
    {
        var first = since.PlusDays(question.DelayDays);
        return new DateInterval(first, first.PlusDays(question.WindowDays - 1));
    }

    // People are spread over the days of the period, so that not all of them are asked on its first.
    private static IEnumerable<SurveyItem> OfPeriods(CustomerSnapshot customer, SurveyPlannerOptions options, int index, LocalDate first, LocalDate last)
    {
        if ((customer.History.Summary.FirstPurchase ?? customer.LastPurchase) is not { } since)
        {
            yield break;
        }

        var question = options.Questions[index];
        for (var start = PeriodOf(first, question.PeriodMonths); start <= last; start = start.PlusMonths(question.PeriodMonths))
        {
            var days = Period.DaysBetween(start, start.PlusMonths(question.PeriodMonths));
            var spread = SurveySample.Draw(options.Seed, customer.Customer.Id, SurveyReasons.Of(question.Metric), start).Spread;
            var ask = start.PlusDays((int)(spread % (ulong)(days - question.WindowDays + 1)));
            if (since < ask)
            {
                yield return new SurveyItem(index, "period-" + Occurrence.Of(start), start, new DateInterval(ask, ask.PlusDays(question.WindowDays - 1)), Regards: null);
            }
        }
    }
}

namespace CrmKit.Scheduling;

/// <summary>What must hold of the terms. The limits keep every sum of the planner inside 64 bits.</summary>
internal static class TermsChecks
{
    public const int MostMoney = 1_000_000_000;
    public const string KindNames = "value, pitch or care";
    public const long MostCapacity = 1_000_000_000_000_000;

    public static void Check(ContactTerms terms)
    {
        Within(terms.Days, 1, ContactProblem.MostDays, "days");
        Within(terms.FirstDayOfWeek, 0, 6, "first_dow");
        var channels = Length(terms.Channels, 1, 8, "channels", "channels");
        Distinct(terms.Channels, "channels");
        Rows(terms.ChannelCosts, channels, MostMoney, "channel_cost");
        Length(terms.Reasons, 0, 1_000, "reasons", "reasons");
        var campaigns = Length(terms.CampaignBudgets, 0, 10_000, "campaign_budget", "campaigns");
        var most = 0;
        for (var q = 0; q < terms.Reasons.Length; q++)
        {
            var reason = terms.Reasons[q] ?? throw new ContactProblemException(At("reasons", q), null, "a reason");
            var at = At("reasons", q);
            Kind(reason.Kind, at + ".kind", null);
            if (reason.Name is null)
            {
                throw new ContactProblemException(at + ".name", null, "text");
            }

            Within(reason.ExtraCost, 0, MostMoney, at + ".extra_cost");
            Within(reason.Campaign, -1, campaigns - 1, at + ".campaign");
            Within(reason.Lag, 0, 10_000, at + ".lag");
            most = Math.Max(most, reason.Lag);
        }

        CheckClosed(terms, channels);
        CheckCaps(terms);
        Table(terms.ChannelCapacity, channels, terms.Days, "channel_capacity");
        if (terms.DayCapacity.Length > 0)
        {
            Rows(terms.DayCapacity, terms.Days, MostCapacity, "day_capacity");
        }

        Table(terms.StaffMinutes, Length(terms.StaffMinutes, 0, 1_000_000, "staff_minutes", "staff members"), terms.Days, "staff_minutes");
        Within(terms.TotalBudget, 0, MostCapacity, "budget_total");
        Rows(terms.CampaignBudgets, campaigns, MostCapacity, "campaign_budget");
        var weeks = ((terms.Days - 1 + most) / 7) + 1;
        Length(terms.WeeklyWork, weeks, 100_000, "work_week_soft_cap", "weeks, enough for the last day and the longest lag");
        Rows(terms.WeeklyWork, terms.WeeklyWork.Length, MostCapacity, "work_week_soft_cap");
        Within(terms.OverloadPrice, 0, MostMoney, "work_overload_price");
    }

    public static void Within(long value, long least, long most, string field, int? customer = null)
    {
        if (value < least || value > most)
        {
            throw new ContactProblemException(field, customer, string.Create(CultureInfo.InvariantCulture, $"an integer from {least} to {most}"));
        }
    }

    public static void Kind(ContactKind kind, string field, int? customer)
    {
        if (!Enum.IsDefined(kind))
        {
            throw new ContactProblemException(field, customer, KindNames);
        }
    }

    private static void CheckClosed(ContactTerms terms, int channels)
    {
        Length(terms.ClosedDays, channels, channels, "closed_days", "lists, one a channel");
        for (var c = 0; c < channels; c++)
        {
            var days = terms.ClosedDays[c];
            Length(days, 0, int.MaxValue, "closed_days." + terms.Channels[c], "days");
            for (var i = 0; i < days.Length; i++)
            {
                Within(days[i], 0, 10_000, At("closed_days." + terms.Channels[c], i));
            }
        }
    }

    private static void CheckCaps(ContactTerms terms)
    {
        Length(terms.Caps, 0, 255, "caps", "caps");
        for (var i = 0; i < terms.Caps.Length; i++)
        {
            var cap = terms.Caps[i] ?? throw new ContactProblemException(At("caps", i), null, "a cap");
            Within(cap.Window, 1, 10_000, At("caps", i) + ".window");
            Within(cap.Max, 0, 10_000, At("caps", i) + ".max");
            if (!CapGroups.IsKnown(cap.Group, terms))
            {
                throw new ContactProblemException(At("caps", i) + ".group", null, "all, the name of a channel, value, pitch, care, or reason: and the name of a reason");
            }
        }
    }

    private static void Distinct(ImmutableArray<string> names, string field)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(names[i]) || names.IndexOf(names[i]) < i || CapGroups.IsTaken(names[i]))
            {
                throw new ContactProblemException(At(field, i), null, "a name of its own, not all, value, pitch or care, nor one that begins with reason:");
            }
        }
    }

    private static void Table(ImmutableArray<ImmutableArray<long>> table, int rows, int days, string field)
    {
        Length(table, rows, rows, field, "rows");
        for (var i = 0; i < table.Length; i++)
        {
            Rows(table[i], days, MostCapacity, At(field, i));
        }
    }

    private static void Rows(ImmutableArray<long> row, int count, long most, string field)
    {
        Length(row, count, count, field, "integers");
        for (var i = 0; i < row.Length; i++)
        {
            Within(row[i], 0, most, At(field, i));
        }
    }

    private static int Length<T>(ImmutableArray<T> items, int least, int most, string field, string what)
    {
        if (items.IsDefault || items.Length < least || items.Length > most)
        {
            var many = least == most ? $"{least}" : most is int.MaxValue or 100_000 ? $"at least {least}" : $"{least} to {most}";
            throw new ContactProblemException(field, null, $"{many} {what}");
        }

        return items.Length;
    }

    private static string At(string field, int index) => string.Create(CultureInfo.InvariantCulture, $"{field}[{index}]");
}

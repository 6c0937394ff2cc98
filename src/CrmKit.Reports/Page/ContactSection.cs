namespace CrmKit.Reports;

/// <summary>Whom to contact today, and who is not contacted and why.</summary>
internal static class ContactSection
{
    public static void Write(MarkupWriter page, CustomerReport report)
    {
        if (report.Contacts.IsDefaultOrEmpty)
        {
            page.Element("p", "Nobody is to be contacted today.", ("class", "nothing"));
        }
        else
        {
            ReportTable.Write(
                page,
                Caption(report.Contacts),
                report.Contacts,
                new("Customer", (cell, row) => ReportCells.Customer(cell, row.Customer, row.Name)),
                new("Channel", (cell, row) => cell.Text(ChannelName(row.Channel))),
                new("Local time", (cell, row) => LocalTime(cell, row.LocalTime, report.Today)),
                new("Reason", (cell, row) => cell.Inline("bdi", EnglishReasons.Render(row.Reason)), IsSentence: true),
                new("State", (cell, row) => State(cell, row.State)));
        }

        if (report.NotToday is { } counts)
        {
            NotToday(page, counts);
        }
    }

    private static void NotToday(MarkupWriter page, ImmutableArray<ReportDecisionCount> counts)
    {
        page.Element("h3", "Not today");
        if (counts.IsDefaultOrEmpty)
        {
            page.Element("p", "Nobody was put off or left out.", ("class", "nothing"));
            return;
        }

        ReportTable.Write(
            page,
            Caption(counts),
            counts,
            new("Why", (cell, row) => cell.Inline("bdi", ReasonHeadings.Of(row.ReasonCode))),
            new("Decision", (cell, row) => cell.Text(Decision(row.Outcome))),
            new("People", (cell, row) => cell.Text(EnglishText.Of(row.Count)), IsNumber: true));
    }

    /// <summary>For example "3 contacts: 2 planned, 1 sent.", states in the order in which they first occur.</summary>
    private static string Caption(ImmutableArray<ReportContactRow> contacts)
    {
        var states = contacts.GroupBy(row => row.State, StringComparer.Ordinal).Select(state => $"{EnglishText.Of(state.Count())} {state.Key}");
        return $"{EnglishText.Counted(contacts.Length, "contact", "contacts")}: {string.Join(", ", states)}. Times are on the customer's own clock.";
    }

    private static string Caption(ImmutableArray<ReportDecisionCount> counts)
    {
        var deferred = counts.Where(row => row.Outcome == PlanOutcome.Deferred).Sum(row => row.Count);
        var refused = counts.Where(row => row.Outcome == PlanOutcome.Refused).Sum(row => row.Count);
        return $"{EnglishText.Of(deferred)} put off to a later day, {EnglishText.Of(refused)} refused until something changes.";
    }

    private static string Decision(PlanOutcome outcome) => outcome switch
    {
        PlanOutcome.Deferred => "put off",
        PlanOutcome.Refused => "refused",
        _ => "planned",
    };

    private static string ChannelName(Channel channel) => channel switch
    {
        Channel.Email => "E-mail",
        Channel.Sms => "Text message",
        Channel.Phone => "Phone call",
        Channel.Post => "Post",
        _ => channel.ToString(),
    };

    /// <summary>Time and zone; the day too where it is another one on the customer's clock than at the business.</summary>
    private static void LocalTime(MarkupWriter cell, ZonedDateTime local, LocalDate today)
    {
        cell.Inline("span", EnglishText.Of(local.TimeOfDay), ("class", "figure"));
        if (local.Date.WithCalendar(CalendarSystem.Iso) != today.WithCalendar(CalendarSystem.Iso))
        {
            cell.Text(", ");
            ReportCells.Day(cell, local.Date);
        }

        ReportCells.Aside(cell, local.Zone.Id);
    }

    private static void State(MarkupWriter cell, string state) =>
        cell.OpenInline("span", ("class", state == "sent" ? "state done" : "state")).Inline("bdi", state).Close();
}

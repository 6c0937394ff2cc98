using System.Text.Json;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class CapGateTests
{
    [Fact]
    public void Cap_equals_a_count_over_every_run_of_days() => Law.Holds(
        from facts in Generated.Facts
        from cap in Generated.Caps.Where(cap => !cap.IsNone)
        from at in Generated.NearInstants
        select (facts, cap, at),
        given =>
        {
            var zone = given.facts.Zone.Zone;
            var counted = given.facts.Contacts.AddRange(given.facts.Commitments)
                .Where(contact => contact.Class is TouchClass.Promotional or TouchClass.Relationship)
                .Select(contact => contact.At.InZone(zone).Date).ToList();
            var today = given.at.InZone(zone).Date;
            var verdict = new CapGate(given.cap).Evaluate(Known.Intent(), given.facts, given.at);
            Assert.Equal(Fits(counted, today, given.cap), verdict.IsOpen);
            if (!verdict.IsOpen)
            {
                Assert.Equal(ReasonCodes.CapReached, verdict.Reason.Code);
                Assert.Equal(Opening(counted, today, given.cap, zone), verdict.Reopening);
            }
        }, tests: 500);

    [Fact]
    public void Cap_equals_every_reference_case()
    {
        var cases = CalendarCases.OfKind("rolling_cap_next_day");
        Assert.Equal(18, cases.Count);
        foreach (var item in cases)
        {
            Assert.True(item.Date("expected") == NextDay(item), $"{item.Text("id")}: {NextDay(item)}");
        }
    }

    // The window that holds both begins today, where no contact stands yet.
    [Fact]
    public void Contact_promised_for_later_counts_in_the_windows_that_begin_today()
    {
        var facts = Known.Facts() with { Commitments = [Known.Contact(Known.BerlinTime(2026, 3, 12, 12))] };
        var verdict = new CapGate(TouchCap.AtMost(1, 7)).Evaluate(Known.Intent(), facts, Known.BerlinTime(2026, 3, 10, 12));
        Assert.False(verdict.IsOpen);
        Assert.Equal(Reopening.At(Known.BerlinTime(2026, 3, 19, 0)), verdict.Reopening);
    }

    [Fact]
    public void Closed_cap_names_what_was_made_and_what_is_allowed()
    {
        var facts = Known.Facts() with { Contacts = [Known.Contact(Known.BerlinTime(2026, 3, 9, 23)), Known.Contact(Known.BerlinTime(2026, 3, 10, 0))] };
        var verdict = new CapGate(TouchCap.AtMost(2, 2)).Evaluate(Known.Intent(), facts, Known.BerlinTime(2026, 3, 10, 12));
        Assert.Equal("gate.cap-reached(group=all, made=2, cap=2, window=2, by=2026-03-09 test (Email); 2026-03-10 test (Email))", verdict.Reason.ToString());
        Assert.Equal(("cap", Reopening.At(Known.BerlinTime(2026, 3, 11, 0))), (verdict.Rule, verdict.Reopening));
    }

    [Fact]
    public void Cap_of_zero_opens_only_with_a_new_fact_and_no_cap_is_always_open()
    {
        var at = Known.BerlinTime(2026, 3, 10, 12);
        Assert.Equal(Reopening.OnNewFact, new CapGate(TouchCap.AtMost(0, 7)).Evaluate(Known.Intent(), Known.Facts(), at).Reopening);
        Assert.False(new CapGate(TouchCap.AtMost(0, 7)).Evaluate(Known.Intent(), Known.Facts(), at).IsOpen);
        Assert.True(new CapGate(TouchCap.None).Evaluate(Known.Intent(), Known.Facts() with { Contacts = [Known.Contact(at), Known.Contact(at)] }, at).IsOpen);
        Assert.Equal(TouchCap.None, default);
        Assert.NotEqual(TouchCap.None, TouchCap.AtMost(0, 1));
    }

    [Fact]
    public void Contact_does_not_stand_in_its_own_way()
    {
        var at = Known.BerlinTime(2026, 3, 10, 12);
        var facts = Known.Facts() with { Contacts = [Known.Contact(at, occurrence: Known.Intent().Key.Occurrence)] };
        Assert.True(new CapGate(TouchCap.AtMost(1, 7)).Evaluate(Known.Intent(), facts, at).IsOpen);
    }

    [Theory]
    [InlineData(-1, 7)]
    [InlineData(1, 0)]
    [InlineData(1, 3661)]
    public void Caps_outside_their_range_are_rejected(int max, int days) => Assert.Throws<ArgumentOutOfRangeException>(() => TouchCap.AtMost(max, days));

    /// <summary>Counts every run of days that holds the day.</summary>
    private static bool Fits(List<LocalDate> counted, LocalDate day, TouchCap cap)
    {
        for (var back = 0; back < cap.WindowDays; back++)
        {
            var run = new DateInterval(day.PlusDays(-back), day.PlusDays(cap.WindowDays - 1 - back));
            if (counted.Count(run.Contains) >= cap.Max)
            {
                return false;
            }
        }

        return true;
    }

    private static Reopening Opening(List<LocalDate> counted, LocalDate day, TouchCap cap, DateTimeZone zone)
    {
        if (cap.Max == 0)
        {
            return Reopening.OnNewFact;
        }

        while (!Fits(counted, day, cap))
        {
            day = day.PlusDays(1);
        }

        return Reopening.At(zone.AtStartOfDay(day).ToInstant());
    }

    /// <summary>One gate with all caps of the case; a call stands for the telephone.</summary>
    private static LocalDate NextDay(JsonElement item)
    {
        var gate = new CapGate(
        [
            .. item.GetProperty("caps").EnumerateArray().Select(cap =>
                new GroupCap(GroupOf(cap.Text("group")), TouchCap.AtMost(cap.GetProperty("max").GetInt32(), cap.GetProperty("window_days").GetInt32()))),
        ]);
        var channel = ChannelOf(item.Text("channel"));
        var intent = Known.Intent(point: channel == Channel.Email ? Known.Email : Known.Mobile) with { Kind = KindOf(item.Text("contact_kind")) };
        Assert.Equal(channel, intent.Point.Channel);

        // Later contacts are promised, earlier ones were made.
        var from = item.Date("not_before");
        var contacts = ContactsOf(item);
        var facts = Known.Facts() with
        {
            Contacts = [.. contacts.Where(contact => contact.At.InZone(Known.Berlin).Date < from)],
            Commitments = [.. contacts.Where(contact => contact.At.InZone(Known.Berlin).Date >= from)],
        };
        var at = Known.Berlin.AtStartOfDay(from).ToInstant();
        var verdict = gate.Evaluate(intent, facts, at);
        if (verdict.IsOpen)
        {
            return from;
        }

        Assert.True(gate.Evaluate(intent, facts, verdict.Reopening.Instant).IsOpen);
        return verdict.Reopening.Instant.InZone(Known.Berlin).Date;
    }

    private static ImmutableArray<ContactRecord> ContactsOf(JsonElement item) =>
    [
        .. item.GetProperty("history_and_planned").EnumerateArray().Select((contact, i) => new ContactRecord(
            Known.Key($"case {i}"),
            (contact.Date("date") + new LocalTime(12, 0)).InZoneStrictly(Known.Berlin).ToInstant(),
            TouchClass.Promotional,
            ChannelOf(contact.Text("channel")))
        {
            Kind = KindOf(contact.Text("kind")),
        }),
    ];

    private static CapGroup GroupOf(string group) => group switch
    {
        "all" => CapGroup.All,
        "pitch" or "value" => CapGroup.Of(KindOf(group)),
        _ => CapGroup.Of(ChannelOf(group)),
    };

    private static Channel ChannelOf(string code) => code switch
    {
        "email" => Channel.Email,
        "sms" => Channel.Sms,
        "call" => Channel.Phone,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Unknown channel of a case."),
    };

    private static TouchKind KindOf(string code) => code switch
    {
        "pitch" => TouchKind.Pitch,
        "value" => TouchKind.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Unknown kind of a case."),
    };
}

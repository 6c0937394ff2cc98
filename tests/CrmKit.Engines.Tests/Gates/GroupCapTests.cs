using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class GroupCapTests
{
    private static readonly Gen<(GateFacts Facts, ImmutableArray<GroupCap> Caps, TouchIntent Intent, Instant At)> Cases =
        from facts in GateGenerators.Facts
        from caps in Generated.UpTo(4, GateGenerators.GroupCaps)
        from intent in GateGenerators.Intents
        from at in Generated.NearInstants
        select (facts, caps, intent, at);

    [Fact]
    public void Caps_together_equal_a_count_over_every_run_of_days_of_every_group() => Law.Holds(Cases, given =>
    {
        var (facts, caps, intent, at) = given;
        var day = at.InZone(facts.Zone.Zone).Date;
        var verdict = new CapGate(caps).Evaluate(intent, facts, at);
        var obeys = intent.Class == TouchClass.Promotional;
        Assert.Equal(!obeys || caps.All(cap => Keeps(cap, facts, intent, day)), verdict.IsOpen);
        if (verdict.IsOpen)
        {
            return;
        }

        var frees = Enumerable.Range(0, 400).Select(day.PlusDays).Where(later => caps.All(cap => Keeps(cap, facts, intent, later))).Select(later => (LocalDate?)later).FirstOrDefault();
        Assert.Equal(frees is { } free ? Reopening.At(facts.Zone.Zone.AtStartOfDay(free).ToInstant()) : Reopening.OnNewFact, verdict.Reopening);
    }, tests: 1000);

    [Fact]
    public void Verdict_names_a_full_cap_that_frees_last_and_the_contacts_that_fill_it() => Law.Holds(Cases, given =>
    {
        var (facts, caps, intent, at) = given;
        var day = at.InZone(facts.Zone.Zone).Date;
        var verdict = new CapGate(caps).Evaluate(intent, facts, at);
        if (verdict.IsOpen)
        {
            return;
        }

        var named = caps.First(cap => !cap.Cap.IsNone
            && cap.Group.ToString() == verdict.Reason["group"]
            && $"{cap.Cap.Max} {cap.Cap.WindowDays}" == $"{verdict.Reason["cap"]} {verdict.Reason["window"]}");
        var standing = named.StandingOn(facts, day, intent.Key);
        Assert.True(standing.IsFull && named.Group.Holds(intent));
        Assert.Equal(standing.Filled.ToString(CultureInfo.InvariantCulture), verdict.Reason["made"]);
        foreach (var other in caps.Where(cap => cap.Group.Holds(intent)).Select(cap => cap.StandingOn(facts, day, intent.Key)).Where(other => other.IsFull))
        {
            Assert.True(standing.FreeOn is null || other.FreeOn <= standing.FreeOn);
        }

        var filling = named.FilledBy(facts, day, intent.Key);
        var days = filling.Select(contact => contact.At.InZone(facts.Zone.Zone).Date).ToList();
        Assert.Equal(standing.Filled, filling.Length);
        Assert.All(filling, contact => Assert.True(named.Group.Holds(contact) && contact.Class is TouchClass.Promotional or TouchClass.Relationship));
        Assert.True(filling.IsEmpty || Period.DaysBetween(LocalDate.Min(days.Min(), day), LocalDate.Max(days.Max(), day)) < named.Cap.WindowDays);
    }, tests: 1000);

    [Fact]
    public void Each_group_stops_and_counts_its_own()
    {
        var at = Known.BerlinTime(2026, 3, 10, 12);
        var facts = Known.Facts() with { Contacts = [Known.Contact(at) with { Kind = TouchKind.Value }] };
        var (email, sms) = (Known.Intent(), Known.Intent(point: Known.Mobile));
        Assert.Equal((false, true), Opens(CapGroup.Of(Channel.Email)));
        Assert.Equal((true, true), Opens(CapGroup.Of(Channel.Sms)));
        Assert.Equal((true, true), Opens(CapGroup.Of(TouchKind.Value)));
        Assert.Equal((false, false), Opens(CapGroup.OfReason("test")));
        Assert.Equal((true, true), Opens(CapGroup.OfReason("Test")));
        Assert.Equal((false, false), Opens(CapGroup.All));
        Assert.False(Gate(CapGroup.Of(TouchKind.Value)).Evaluate(email with { Kind = TouchKind.Value }, facts, at).IsOpen);

        (bool Email, bool Sms) Opens(CapGroup group) => (Gate(group).Evaluate(email, facts, at).IsOpen, Gate(group).Evaluate(sms, facts, at).IsOpen);
        CapGate Gate(CapGroup group) => new([new GroupCap(group, TouchCap.AtMost(1, 7))]);
    }

    // The week's cap frees on the 17th, where the cap on e-mail is full again by what is promised for the 20th.
    [Fact]
    public void Two_caps_open_on_the_first_day_that_keeps_both()
    {
        var facts = Known.Facts() with
        {
            Contacts = [Known.Contact(Known.BerlinTime(2026, 3, 10, 12)) with { Channel = Channel.Sms }],
            Commitments = [Known.Contact(Known.BerlinTime(2026, 3, 20, 12))],
        };
        var gate = new CapGate([GroupCap.OnAll(TouchCap.AtMost(1, 3)), new GroupCap(CapGroup.Of(Channel.Email), TouchCap.AtMost(1, 8))]);
        var verdict = gate.Evaluate(Known.Intent(), facts, Known.BerlinTime(2026, 3, 11, 12));
        Assert.Equal(Reopening.At(Known.BerlinTime(2026, 3, 28, 0)), verdict.Reopening);
        Assert.Equal("gate.cap-reached(group=all, made=1, cap=1, window=3, by=2026-03-10 test (Sms))", verdict.Reason.ToString());
    }

    [Fact]
    public void Standing_tells_room_and_the_first_free_day_and_no_cap_is_never_full()
    {
        var facts = Known.Facts() with { Contacts = [Known.Contact(Known.BerlinTime(2026, 3, 9, 12))], Commitments = [Known.Contact(Known.BerlinTime(2026, 3, 12, 12))] };
        var day = new LocalDate(2026, 3, 10);
        Assert.Equal(new CapStanding(GroupCap.OnAll(TouchCap.AtMost(2, 7)), 2, new LocalDate(2026, 3, 16)), GroupCap.OnAll(TouchCap.AtMost(2, 7)).StandingOn(facts, day));
        var roomy = GroupCap.OnAll(TouchCap.AtMost(5, 7)).StandingOn(facts, day);
        Assert.Equal((2, false, 3, (LocalDate?)day), (roomy.Filled, roomy.IsFull, roomy.Room, roomy.FreeOn));
        var none = GroupCap.OnAll(TouchCap.None).StandingOn(facts, day);
        Assert.Equal((0, false, null, (LocalDate?)day), (none.Filled, none.IsFull, none.Room, none.FreeOn));
        Assert.Empty(GroupCap.OnAll(TouchCap.None).FilledBy(facts, day));
        var zero = GroupCap.OnAll(TouchCap.AtMost(0, 7)).StandingOn(facts, day);
        Assert.Equal((true, 0, null), (zero.IsFull, zero.Room, zero.FreeOn));
    }

    [Fact]
    public void Reason_of_a_cap_that_many_contacts_fill_names_ten()
    {
        var at = Known.BerlinTime(2026, 3, 10, 12);
        var facts = Known.Facts() with { Contacts = [.. Enumerable.Range(0, 14).Select(i => Known.Contact(at, occurrence: $"{i}"))] };
        var by = new CapGate(TouchCap.AtMost(12, 7)).Evaluate(Known.Intent(), facts, at).Reason["by"]!;
        Assert.Equal(11, by.Split("; ").Length);
        Assert.EndsWith("; 4 more", by, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_give_their_caps_in_one_list_and_leave_out_what_is_none()
    {
        var sms = new GroupCap(CapGroup.Of(Channel.Sms), TouchCap.AtMost(1, 30));
        Assert.Equal([GroupCap.OnAll(TouchCap.AtMost(1, 14)), sms], new GateOptions { MoreCaps = [sms, GroupCap.OnAll(TouchCap.None)] }.Caps.AsEnumerable());
        Assert.Empty(new GateOptions { Cap = TouchCap.None }.Caps);
        Assert.Throws<ArgumentOutOfRangeException>(() => CapGroup.Of((Channel)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => CapGroup.Of((TouchKind)99));
        Assert.Throws<ArgumentException>(() => CapGroup.OfReason(string.Empty));
        Assert.Equal(CapGroup.All, default);
    }

    /// <summary>The slow oracle: every run of days that holds the day, counted contact by contact.</summary>
    private static bool Keeps(GroupCap cap, GateFacts facts, TouchIntent intent, LocalDate day)
    {
        if (cap.Cap.IsNone || !cap.Group.Holds(intent))
        {
            return true;
        }

        var days = facts.Contacts.AddRange(facts.Commitments)
            .Where(contact => contact.Class is TouchClass.Promotional or TouchClass.Relationship && cap.Group.Holds(contact) && contact.Key != intent.Key)
            .Select(contact => contact.At.InZone(facts.Zone.Zone).Date).ToList();
        return Enumerable.Range(0, cap.Cap.WindowDays).All(back => days.Count(other => other >= day.PlusDays(-back) && other <= day.PlusDays(cap.Cap.WindowDays - 1 - back)) < cap.Cap.Max);
    }
}

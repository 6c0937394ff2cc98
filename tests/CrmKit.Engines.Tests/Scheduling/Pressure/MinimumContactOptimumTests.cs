using CrmKit.Calendars;
using CrmKit.Scheduling;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>The days found, and the rules named, against every choice of days of a small calendar.</summary>
public sealed class MinimumContactOptimumTests
{
    private static readonly LocalDate Today = new(2026, 3, 27);

    private static readonly Gen<Question> Questions =
        from minimum in Gen.Choose(1, 2).SelectMany(count => Gen.Choose(1, 6).Select(days => MinimumContact.AtLeast(count, days)))
        from horizon in Gen.Choose(1, 7)
        from since in Gen.Choose(-12, 3)
        from closed in Gen.SubListOf(Enumerable.Range(0, 7))
        from closes in Gen.Frequency((1, Gen.Constant(true)), (2, Gen.Constant(false)))
        from caps in Generated.UpTo(2, from of in Gen.Elements(CapGroup.All, CapGroup.Of(TouchKind.Value), CapGroup.Of(Channel.Email)) from max in Gen.Choose(0, 2) from days in Gen.Choose(1, 5) select new GroupCap(of, TouchCap.AtMost(max, days)))
        from isPromotional in Gen.Elements(true, true, false)
        from contacts in Generated.UpTo(4, Contact)
        from isLate in Gen.Elements(false, false, true)
        from agrees in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new Question(minimum, horizon, since, closes ? [.. closed] : [], caps, isPromotional, contacts, isLate, agrees);

    private static Gen<ContactRecord> Contact =>
        from day in Gen.Choose(-9, 10)
        from kind in Gen.Elements(Enum.GetValues<TouchKind>())
        from touchClass in Gen.Elements(TouchClass.Promotional, TouchClass.Relationship, TouchClass.Transactional)
        from channel in Gen.Elements(Channel.Email, Channel.Sms)
        from id in Gen.Choose(0, 1_000_000)
        select new ContactRecord(Known.Key($"{id}"), At(day, 12), touchClass, channel) { Kind = kind };

    [Fact]
    public void Days_are_the_latest_of_all_choices_that_keep_every_rule()
    {
        int[] seen = [0, 0, 0];
        Law.Holds(Questions, question =>
        {
            var decision = question.Decide();
            seen[(int)decision.Status - 1]++;
            var choices = question.Choices(_ => true).Where(choice => question.Keeps(choice, _ => true)).ToList();
            Assert.Equal(choices.Count == 0, decision.Status == MinimumContactStatus.Infeasible);
            if (decision.Status == MinimumContactStatus.Infeasible)
            {
                return;
            }

            int[] latest = [.. decision.LatestDays.Select(day => Period.DaysBetween(Today, day))];
            Assert.Equal(decision.Status == MinimumContactStatus.Kept, latest.Length == 0);
            Assert.Contains(choices, choice => choice.SequenceEqual(latest));
            Assert.All(choices, choice =>
            {
                Assert.True(choice.Length >= latest.Length);
                Assert.All(latest.Zip(choice), pair => Assert.True(pair.Second <= pair.First));
            });
        }, tests: 3000);
        Assert.All(seen, count => Assert.True(count > 200));
    }

    [Fact]
    public void Rules_named_cannot_be_kept_though_all_others_are_dropped() => Law.Holds(Questions, question =>
    {
        var decision = question.Decide();
        if (decision.Status != MinimumContactStatus.Infeasible)
        {
            Assert.Empty(decision.Conflicts);
            return;
        }

        Assert.Equal(MinimumContactPolicy.Rule, decision.Conflicts[0].Rule);
        var named = decision.Conflicts.Select(conflict => conflict.Rule == CapGate.Name
            ? $"cap {conflict.Reason["group"]} {conflict.Reason["cap"]} {conflict.Reason["window"]}"
            : conflict.Rule).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(named.Count, decision.Conflicts.Length);
        Assert.DoesNotContain(question.Choices(named.Contains), choice => question.Keeps(choice, named.Contains));
    }, tests: 3000);

    [Fact]
    public void First_possible_day_is_the_first_that_gates_and_caps_allow() => Law.Holds(Questions, question =>
    {
        var decision = question.Decide();
        if (decision.Status == MinimumContactStatus.Kept)
        {
            return;
        }

        var first = Enumerable.Range(0, question.Horizon).Where(day => question.IsOpen(day, _ => true) && question.KeepsCaps([day], _ => true)).Select(day => (LocalDate?)Today.PlusDays(day)).FirstOrDefault();
        Assert.Equal(first, decision.FirstPossible);
    }, tests: 1000);

    private static Instant At(int day, int hour) => (Today.PlusDays(day) + new LocalTime(hour, 0)).InZoneStrictly(Known.Berlin).ToInstant();

    private sealed record Question(
        MinimumContact Minimum, int Horizon, int Since, ImmutableArray<int> Closed, ImmutableArray<GroupCap> Caps, bool IsPromotional, ImmutableArray<ContactRecord> Contacts, bool IsLate, bool Agrees)
    {
        public MinimumContactDecision Decide()
        {
            var options = new GateOptions
            {
                QuietHours = QuietHours.Between(new LocalTime(20, 0), new LocalTime(8, 0)),
                Cap = TouchCap.None,
                MoreCaps = Caps,
                Blackouts = [.. Closed.Select(day => new Blackout("closed", Today.PlusDays(day), Today.PlusDays(day)))],
            };
            var now = At(0, IsLate ? 21 : 9);
            var facts = Known.Facts() with
            {
                Points = [Known.Email],
                Consents = Agrees ? Known.Facts().Consents : ConsentLedger.Empty,
                Contacts = [.. Contacts.Where(contact => contact.At < now)],
                Commitments = [.. Contacts.Where(contact => contact.At >= now)],
            };
            var caring = new TouchCandidate
            {
                Key = new TouchKey("7", "care", "next"),
                Reason = new Reason("care"),
                Class = IsPromotional ? TouchClass.Promotional : TouchClass.Relationship,
                Kind = TouchKind.Value,
                Purpose = Purpose.Marketing,
                Channels = [Channel.Email],
                Window = new DateInterval(Today.PlusDays(-3), Today.PlusDays(100)),
            };
            return new MinimumContactPolicy(Minimum, options).Decide(facts, caring, Today.PlusDays(Since), now, Horizon);
        }

        /// <summary>All choices of open days; where the rule is not in play, a day may be chosen as often as the minimum asks.</summary>
        public IEnumerable<int[]> Choices(Func<string, bool> holds) =>
            Enumerable.Range(0, Horizon).Where(day => IsOpen(day, holds)).Aggregate(
                (IEnumerable<int[]>)[[]],
                (choices, day) => choices.SelectMany(choice => Enumerable.Range(0, 1 + (holds(MinimumContactPolicy.OneADay) ? 1 : Minimum.Count)).Select(times => choice.Concat(Enumerable.Repeat(day, times)).ToArray())));

        public bool IsOpen(int day, Func<string, bool> holds) =>
            (Agrees || !holds("consent")) && !(IsLate && day == 0 && holds("quiet-hours")) && !(Closed.Contains(day) && holds("blackout"));

        public bool Keeps(int[] choice, Func<string, bool> holds) => KeepsMinimum(choice) && KeepsCaps(choice, holds);

        public bool KeepsCaps(int[] choice, Func<string, bool> holds) => !IsPromotional || Caps.All(cap =>
            !holds($"cap {cap.Group} {cap.Cap.Max} {cap.Cap.WindowDays}") || Enumerable.Range(-10, 30).All(first =>
            {
                var end = first + cap.Cap.WindowDays;
                return !choice.Any(day => day >= first && day < end)
                    || choice.Count(day => day >= first && day < end)
                        + Days(contact => contact.Class is TouchClass.Promotional or TouchClass.Relationship && cap.Group.Holds(contact)).Count(day => day >= first && day < end) <= cap.Cap.Max;
            }));

        private bool KeepsMinimum(int[] choice)
        {
            var all = choice.Concat(Days(contact => contact.Class is TouchClass.Promotional or TouchClass.Relationship && contact.Kind is TouchKind.Care or TouchKind.Value && contact.Class != TouchClass.Transactional)).ToList();
            return Enumerable.Range(0, Horizon).Where(last => last - Minimum.WindowDays + 1 >= Since).All(last => all.Count(day => day > last - Minimum.WindowDays && day <= last) >= Minimum.Count);
        }

        private IEnumerable<int> Days(Func<ContactRecord, bool> counts) => Contacts.Where(counts).Select(contact => Period.DaysBetween(Today, contact.At.InZone(Known.Berlin).Date));
    }
}

using CrmKit.Calendars;
using CrmKit.Scheduling;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Plans of a few days compared with every plan there is, by the gates' own caps and by counting.</summary>
public sealed class HorizonOptimumTests
{
    private const int Days = 4;
    private static readonly LocalDate Today = PlanningGenerators.Today;
    private static readonly Instant Nine = Known.BerlinTime(2026, 3, 29, 9);
    private static readonly string[] Codes = ["news", "offer"];

    [Fact]
    public void Plan_keeps_all_caps_and_limits_and_no_other_is_worth_more_than_its_bound() => Law.Holds(Horizons, given =>
    {
        var plan = given.Plan();
        Choice[] chosen =
        [
            .. plan.Today.Touches.Select(touch => new Choice(touch.Intent.Key, touch.Intent.Point.Channel, Today)),
            .. plan.Ahead.Select(contact => new Choice(contact.Key, contact.Channel, contact.CustomerDay)),
        ];
        Assert.Equal(chosen.Length, chosen.Select(each => each.Key).Distinct().Count());
        Assert.True(given.Keeps(chosen), string.Join("; ", chosen.Select(each => each.ToString())));
        var best = given.Best();
        Assert.InRange(given.Worth(chosen), plan.Value - 0.05, plan.Value + 1.05);
        Assert.True(plan.Value <= best + 0.01, $"{plan.Value} above {best}");
        Assert.True(plan.Bound >= best - 0.01, $"{plan.Bound} below {best}");
    }, tests: 300);

    private static Gen<Horizon> Horizons =>
        from caps in Generated.UpTo(3, Cap)
        from limit in Limit
        from email in Limit
        from zone in Gen.Elements("Europe/Berlin", "Europe/Berlin", "Asia/Tokyo")
        from cases in Gen.CollectToArray(["1", "2"], customer => Case(customer, zone))
        select new Horizon([.. cases], caps, limit, email);

    private static Gen<DayLimit> Limit => Gen.Frequency((2, Gen.Constant(DayLimit.None)), (3, Gen.Choose(0, 3).Select(DayLimit.AtMost)));

    private static Gen<GroupCap> Cap =>
        from of in Gen.OneOf(
            Gen.Constant(CapGroup.All),
            Gen.Elements(Channel.Email, Channel.Sms).Select(CapGroup.Of),
            Gen.Elements(Enum.GetValues<TouchKind>()).Select(CapGroup.Of),
            Gen.Elements(Codes).Select(CapGroup.OfReason))
        from max in Gen.Choose(0, 2)
        from window in Gen.Choose(1, 6)
        select new GroupCap(of, TouchCap.AtMost(max, window));

    private static Gen<PlanningCase> Case(string customer, string zone) =>
        from candidates in Generated.UpTo(2, Candidate(customer))
        from contacts in Generated.UpTo(2, Contact(customer, -24 * 6, -24))
        from promised in Generated.UpTo(2, Contact(customer, 0, 24 * 3))
        select new PlanningCase(
            Known.Facts(DateTimeZoneProviders.Tzdb[zone]) with { Customer = customer, Contacts = contacts, Commitments = promised }, [.. candidates.DistinctBy(candidate => candidate.Key)]);

    private static Gen<TouchCandidate> Candidate(string customer) =>
        from code in Gen.Elements(Codes)
        from occurrence in Gen.Choose(0, 3)
        from kind in Gen.Elements(Enum.GetValues<TouchKind>())
        from channels in Gen.Elements<ImmutableArray<Channel>>([Channel.Email], [Channel.Sms], [Channel.Email, Channel.Sms])
        from first in Gen.Choose(-1, Days - 1)
        from length in Gen.Choose(0, 4)
        from peak in Gen.Choose(0, Days - 1)
        from value in Gen.Choose(10, 60)
        from loss in Gen.Choose(1, 9)
        select new TouchCandidate
        {
            Key = new TouchKey(customer, code, occurrence.ToString(CultureInfo.InvariantCulture)),
            Reason = new Reason(code),
            Class = TouchClass.Promotional,
            Kind = kind,
            Purpose = Purpose.Marketing,
            Channels = channels,
            Window = new DateInterval(Today.PlusDays(first), Today.PlusDays(first + length)),
            Value = value,
            PeakDay = Today.PlusDays(peak),
            LossPerDay = loss,
        };

    private static Gen<ContactRecord> Contact(string customer, int least, int most) =>
        from hour in Gen.Choose(least, most)
        from touchClass in Gen.Elements(TouchClass.Promotional, TouchClass.Relationship, TouchClass.Transactional)
        from kind in Gen.Elements(Enum.GetValues<TouchKind>())
        from channel in Gen.Elements(Channel.Email, Channel.Sms, Channel.Phone)
        from code in Gen.Elements(Codes)
        select new ContactRecord(new TouchKey(customer, code, $"{hour} {touchClass} {kind} {channel}"), Nine + Duration.FromHours(hour), touchClass, channel) { Kind = kind };

    private sealed record Choice(TouchKey Key, Channel Channel, LocalDate Day);

    private sealed record Horizon(ImmutableArray<PlanningCase> Cases, ImmutableArray<GroupCap> Caps, DayLimit Limit, DayLimit Email)
    {
        public HorizonPlan Plan() => new HorizonPlanner(new GateOptions { Cap = TouchCap.None, MoreCaps = Caps, QuietHours = QuietHours.None }, new HorizonOptions
        {
            BusinessZone = Known.Berlin,
            Days = Days,
            DayLimit = Limit,
            ChannelLimits = ImmutableDictionary<Channel, DayLimit>.Empty.Add(Channel.Email, Email),
        }).Plan(Cases, Nine);

        public bool Keeps(IReadOnlyCollection<Choice> chosen) => Cases.All(item => KeepsCaps(item, chosen)) && Enumerable.Range(0, Days).All(t => KeepsLimits(Today.PlusDays(t), chosen));

        public double Worth(IEnumerable<Choice> chosen) => chosen.Sum(choice => Worth(Cases.SelectMany(item => item.Candidates).Single(candidate => candidate.Key == choice.Key), choice));

        public double Best()
        {
            var (all, chosen) = (Cases.SelectMany(item => item.Candidates).ToArray(), new List<Choice>());
            return Dive(0, 0);

            double Dive(int k, double worth)
            {
                if (k == all.Length)
                {
                    return worth;
                }

                var best = Dive(k + 1, worth);
                foreach (var choice in from channel in all[k].Channels from t in Enumerable.Range(0, Days) select new Choice(all[k].Key, channel, Today.PlusDays(t)))
                {
                    var more = Worth(all[k], choice);
                    chosen.Add(choice);
                    if (more > 0 && all[k].Window.Contains(choice.Day) && Keeps(chosen))
                    {
                        best = Math.Max(best, Dive(k + 1, worth + more));
                    }

                    chosen.RemoveAt(chosen.Count - 1);
                }

                return best;
            }
        }

        // Every contact point below the first counts one part in a hundred less.
        private static double Worth(TouchCandidate candidate, Choice choice) =>
            (candidate.Value - (candidate.LossPerDay!.Value * Math.Abs(Period.DaysBetween(candidate.PeakDay!.Value, choice.Day)))) * (choice.Channel == Channel.Email ? 1 : 0.99);

        private bool KeepsCaps(PlanningCase item, IReadOnlyCollection<Choice> chosen)
        {
            var zone = item.Facts.Zone.Zone;
            ContactRecord[] made =
            [
                .. from choice in chosen
                   from candidate in item.Candidates
                   where candidate.Key == choice.Key
                   select new ContactRecord(choice.Key, choice.Day.At(LocalTime.Noon).InZoneStrictly(zone).ToInstant(), candidate.Class, choice.Channel) { Kind = candidate.Kind!.Value },
            ];
            var seen = item.Facts with { Commitments = item.Facts.Commitments.AddRange(made) };
            return made.All(contact => Caps.All(cap => !cap.Group.Holds(contact) || !cap.StandingOn(seen, contact.At.InZone(zone).Date, contact.Key).IsFull));
        }

        // What the business made or promised on one of its own days takes room, and only what is chosen has to keep out of it.
        private bool KeepsLimits(LocalDate day, IReadOnlyCollection<Choice> chosen)
        {
            ContactRecord[] taken = [.. Cases.SelectMany(item => item.Facts.Contacts.Concat(item.Facts.Commitments)).Where(contact => contact.At.InZone(Known.Berlin).Date == day)];
            var now = chosen.Where(choice => choice.Day == day).ToArray();
            var emails = now.Count(choice => choice.Channel == Channel.Email);
            return (now.Length == 0 || now.Length + taken.Length <= Limit.Max) && (emails == 0 || emails + taken.Count(contact => contact.Channel == Channel.Email) <= Email.Max);
        }
    }
}

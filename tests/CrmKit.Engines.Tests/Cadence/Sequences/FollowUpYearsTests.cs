using CrmKit.Cadence;
using CrmKit.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Random years of a lead against a plain look at the events, on every day that anybody looks.</summary>
public sealed class FollowUpYearsTests
{
    private static readonly ContactPoint[] Points =
    [
        ContactPoint.Parse(Channel.Phone, "+4930123456"), ContactPoint.Parse(Channel.Email, "anna@example.com"), ContactPoint.Parse(Channel.Post, "1 High Street"),
    ];

    private static Gen<ImmutableArray<FollowUpStep>> Steps { get; } =
        from count in Gen.Choose(1, 4)
        from steps in (from days in Gen.Choose(1, 12)
                       from anchor in Gen.Elements(FollowUpAnchor.PreviousStep, FollowUpAnchor.Start)
                       from window in Gen.Elements(1, 14, 40)
                       select new FollowUpStep(days) { From = anchor, WindowDays = window }).ListOf(count)
        select steps.ToImmutableArray();

    [Fact]
    public void Steps_are_proposed_when_due_once_the_one_before_has_left_and_no_more_once_anything_ends_them() => Law.Holds(
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from steps in Steps
        from first in Gen.Choose(0, 3)
        from touches in Gen.Choose(1, 7)
        from turn in Gen.Choose(0, 4)
        from replies in Gen.Elements(0.006, 0.05)
        select (seed, replies, options: new FollowUpSequenceOptions
        {
            Name = new Topic("boat"),
            Steps = steps.SetItem(0, steps[0] with { BusinessDays = first }),
            Touches = touches,
            TurnBusinessDays = turn,
            BusinessZone = SimulatedLife.Business,
            BusinessDays = new BusinessCalendar(new BusinessCalendarOptions { Holidays = PublicHolidays.Germany }),
        }),
        given => Check(given.seed, given.replies, given.options), tests: 100);

    private static void Check(int seed, double replies, FollowUpSequenceOptions options)
    {
        var source = new FollowUpSequence(options);
        var life = new SimulatedLife(seed, source) { Buys = 0.003, Replies = replies };
        life.Customer = life.Customer with { ContactPoints = [.. Points.Select(point => new ContactPointRecord(point))] };
        var keys = new Dictionary<TouchKey, int>();
        var ended = false;
        life.Live(500, proposed =>
        {
            var standing = source.Standing(life.Snapshot, life.Today);
            var expected = Expected(life, options);
            var candidate = proposed[0].SingleOrDefault();
            Assert.Equal(expected?.Occurrence, candidate?.Key.Occurrence);
            Assert.Equal(candidate is not null, standing.State == SequenceState.Due);
            Assert.Equal(standing.State == SequenceState.Stopped, standing.Stop is not null);
            Assert.NotEqual(standing.Reason.ToString(), EnglishReasons.Render(standing.Reason));
            if (candidate is not null)
            {
                Assert.False(ended);
                Assert.Contains(life.Today, candidate.Window);
                Assert.Equal(expected!.Value.Window, candidate.Window);
                Assert.Equal(expected.Value.Channels.AsEnumerable(), candidate.Channels);
                Assert.Equal(standing.NextStep, keys.GetValueOrDefault(candidate.Key, standing.NextStep!.Value));
                keys[candidate.Key] = standing.NextStep!.Value;
            }

            // Who bought or answered hears nothing of it any more, whatever comes.
            ended |= standing.Stop is SequenceStop.Purchase or SequenceStop.Reply;
            if (life.Random.Next(60) == 0)
            {
                life.Customer = life.Customer with { ContactPoints = [.. Points.Select(point => new ContactPointRecord(point, Status(life.Random)))] };
            }
        });
        Assert.InRange(keys.Count, 0, source.Length);
    }

    private static ContactPointStatus Status(Random random) => random.Next(3) == 0 ? ContactPointStatus.Bouncing : ContactPointStatus.Active;

    private static (string Occurrence, DateInterval Window, ImmutableArray<Channel> Channels)? Expected(SimulatedLife life, FollowUpSequenceOptions options)
    {
        LocalDate Day(TimelineEvent happened) => happened.OccurredAt.InZone(SimulatedLife.Business).Date;
        var replies = life.Events.OfType<Reply>().OrderBy(reply => reply.OccurredAt).ToList();
        var sent = life.Events.OfType<Touch>().ToList();
        if (replies.Count == 0 || life.Events.OfType<Purchase>().Any() || Day(replies[0]) > life.Today)
        {
            return null;
        }

        var start = Day(replies[0]);
        if (life.Events.Any(said => said is Reply or Complaint && (Day(said) > start || (sent.Count > 0 && Day(said) == start && said.OccurredAt > sent[0].OccurredAt))) || sent.Count >= options.Touches)
        {
            return null;
        }

        var number = sent.Count + 1;
        var step = options.Steps[Math.Min(number, options.Steps.Length) - 1];
        var due = number == 1 ? Later(start, step.BusinessDays)
            : step.From == FollowUpAnchor.PreviousStep ? Later(Day(sent[^1]), step.BusinessDays)
            : LocalDate.Max(Later(start, step.BusinessDays), Later(Day(sent[^1]), 1));
        var sound = life.Customer.ContactPoints.Where(point => point.Status == ContactPointStatus.Active).Select(point => point.Channel).ToImmutableArray();
        if (life.Today < due || life.Today >= due.PlusDays(step.WindowDays) || sound.IsEmpty)
        {
            return null;
        }

        var isTurn = life.Today < Later(due, options.TurnBusinessDays);
        ImmutableArray<Channel> turn = [sound.OrderBy(channel => sent.Count(touch => touch.Channel == channel)).First()];
        return ($"boat:{OccasionOracle.Iso(start)}:{number}", new DateInterval(due, due.PlusDays(step.WindowDays - 1)), isTurn ? turn : sound);
    }

    // Counted day by day; the holidays of all Germany as the law has them.
    private static LocalDate Later(LocalDate day, int businessDays)
    {
        bool IsOpen(LocalDate date) => date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && PublicHolidays.Germany.HolidaysBetween(date, date).Count == 0;
        while (businessDays == 0 && !IsOpen(day))
        {
            day = day.PlusDays(1);
        }

        while (businessDays > 0)
        {
            day = day.PlusDays(1);
            businessDays -= IsOpen(day) ? 1 : 0;
        }

        return day;
    }
}

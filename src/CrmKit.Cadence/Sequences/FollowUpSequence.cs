using CrmKit.Calendars;

namespace CrmKit.Cadence;

/// <summary>Follows a lead up toward a first sale: step by step, over channels in turn, until the person answers, refuses or buys, or further touches are not worth it.</summary>
/// <remarks>
/// <para>
/// A step is proposed once the one before has left (a touch with its key is in the history) and its business days have gone by. Its key is the sequence's name, the
/// day of the lead and the step's number, so that neither downtime nor another channel nor a move makes two of it. The step after it is thus never part of one plan with it.
/// </para>
/// <para>
/// Nothing here says that a sale takes seven touches, or any other number: the length is the program's own, or ends where its own leads show that a further touch brings
/// too little. A refusal stops it at every contact point where it was said (<see cref="CustomerSnapshot.Consents"/>), as do a topic that the person said is not welcome, and
/// blocks without an end; silence is no refusal, and the gates ask for agreement. Thread-safe.
/// </para>
/// </remarks>
public sealed class FollowUpSequence : ITouchSource
{
    private readonly FollowUpSequenceOptions _options;
    private readonly FollowUpLength _length;

    /// <summary>Creates the source.</summary>
    /// <param name="options">The steps and what ends them.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public FollowUpSequence(FollowUpSequenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        FollowUpCheck.Options(options, nameof(options));
        _options = options with { Yields = options.Yields.IsDefault ? [] : options.Yields };
        _length = FollowUpLength.Of(options.Touches ?? options.Steps.Length, _options.Yields, options.WorthShare);
    }

    /// <summary>Most touches that it makes; 0 where not even the first is worth it.</summary>
    public int Length => _length.Touches;

    /// <summary>By what figure it has that length.</summary>
    public Reason LengthReason => _length.Reason;

    /// <summary>Where the sequence stands with a person.</summary>
    /// <param name="customer">What is known of the person.</param>
    /// <param name="today">The person's local day.</param>
    public SequenceStanding Standing(CustomerSnapshot customer, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(customer);
        if (FollowUpTrail.Of(customer, _options) is not { } trail)
        {
            return new SequenceStanding(SequenceState.NotStarted, Say(FollowUpReasons.NotStarted));
        }

        if (trail.Start > today)
        {
            return new SequenceStanding(SequenceState.NotStarted, Say(FollowUpReasons.NotStarted, ReasonArgument.Of("start", trail.Start))) { Start = trail.Start };
        }

        return Heard(customer, trail) ?? Next(customer, trail, today);
    }

    /// <inheritdoc/>
    public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(customer);

        // Most people have bought, which needs no look at the events.
        if (FirstPurchase(customer) is not null || Standing(customer, today) is not { State: SequenceState.Due, Start: { } start, NextStep: { } number, Window: { } window } standing)
        {
            yield break;
        }

        var step = StepOf(number);
        yield return new TouchCandidate
        {
            Key = new TouchKey(customer.Customer.Id, step.Reason, FollowUpTrail.Occurrence(_options, start, number)),
            Reason = standing.Reason,
            Class = step.Class,
            Kind = step.Kind,
            Topic = step.Topic,
            Purpose = _options.Purpose,
            Channels = standing.Channels,
            Window = window,
            Value = ValueInMinorUnits.Of(customer.Outlook.Value),

            // Whoever buys has become a customer, to whom none of this is said any more.
            Moot = TouchMoot.OnPurchaseAfter(start.PlusDays(-1)),
        };
    }

    private static LocalDate? FirstPurchase(CustomerSnapshot customer) => customer.History.Summary.FirstPurchase ?? customer.LastPurchase;

    private FollowUpStep StepOf(int number) => _options.Steps[Math.Min(number, _options.Steps.Length) - 1];

    // What the person did, which ends the sequence whatever step it has come to.
    private SequenceStanding? Heard(CustomerSnapshot customer, FollowUpTrail trail)
    {
        if (FirstPurchase(customer) is { } bought)
        {
            return Stopped(trail, SequenceStop.Purchase, Say(FollowUpReasons.Purchase, ReasonArgument.Of("day", bought)));
        }

        return trail.Answered is { } answered ? Stopped(trail, SequenceStop.Reply, Say(FollowUpReasons.Reply, ReasonArgument.Of("day", answered))) : null;
    }

    private SequenceStanding Next(CustomerSnapshot customer, FollowUpTrail trail, LocalDate today)
    {
        var number = trail.Sent + 1;
        var step = StepOf(number);
        var (channels, unreachable) = FollowUpReach.Of(customer, step, _options, today);
        if (step.Topic is { } topic && customer.Customer.InterestIn(topic) is { Origin: InterestOrigin.Stated, IsWelcome: false })
        {
            unreachable = SequenceStop.Refusal;
        }

        if (unreachable is { } stop)
        {
            return Stopped(trail, stop, Say(stop switch
            {
                SequenceStop.Refusal => FollowUpReasons.Refusal,
                SequenceStop.Bounce => FollowUpReasons.Bounce,
                _ => FollowUpReasons.NoContactPoint,
            }));
        }

        if (number > _length.Touches)
        {
            return AtLength(trail);
        }

        var due = DueOn(step, trail);
        var window = new DateInterval(due, due.PlusDays(step.WindowDays - 1));
        if (window.End < today)
        {
            return Stopped(trail, SequenceStop.Lapsed, Say(FollowUpReasons.Lapsed, ReasonArgument.Of("step", number), ReasonArgument.Of("until", window.End)));
        }

        return new SequenceStanding(today < due ? SequenceState.Waiting : SequenceState.Due, today < due ? Wait(number, due) : Why(step, number, trail))
        {
            Start = trail.Start,
            Sent = trail.Sent,
            NextStep = number,
            Window = window,
            Channels = today < After(due, _options.TurnBusinessDays) ? [FollowUpReach.Turn(channels, trail.Steps.Select(sent => sent.Touch))] : channels,
        };
    }

    private LocalDate DueOn(FollowUpStep step, FollowUpTrail trail) => trail.LastSent is not { } sent
        ? After(trail.Start, step.BusinessDays)
        : step.From == FollowUpAnchor.PreviousStep ? After(sent, step.BusinessDays) : LocalDate.Max(After(trail.Start, step.BusinessDays), After(sent, 1));

    // From a closed day, the first business day after it is the first one gone by.
    private LocalDate After(LocalDate day, int businessDays) =>
        _options.BusinessDays.Offset(day, businessDays, businessDays == 0 ? NonBusinessDayPolicy.Following : NonBusinessDayPolicy.Preceding)!.Value;

    private SequenceStanding AtLength(FollowUpTrail trail) => _length.IsMeasured
        ? Stopped(trail, SequenceStop.Yield, Say(FollowUpReasons.Yield, [.. _length.Reason.Arguments.Where(argument => argument.Name is not "made")]))
        : Stopped(trail, SequenceStop.Cap, Say(FollowUpReasons.Cap, ReasonArgument.Of("length", _length.Touches)));

    private Reason Wait(int number, LocalDate due) => Say(FollowUpReasons.Waiting, ReasonArgument.Of("step", number), ReasonArgument.Of("due", due));

    private Reason Why(FollowUpStep step, int number, FollowUpTrail trail)
    {
        var facts = ImmutableArray.Create(
            ReasonArgument.Of("sequence", _options.Name.Code),
            ReasonArgument.Of("step", number),
            ReasonArgument.Of("length", _length.Touches),
            ReasonArgument.Of("length-by", _length.IsMeasured ? "curve" : "stated"),
            ReasonArgument.Of("start", trail.Start));
        return new Reason(step.Reason, trail.LastSent is { } sent ? facts.Add(ReasonArgument.Of("previous", sent)) : facts);
    }

    private Reason Say(string code, params ImmutableArray<ReasonArgument> facts) => new(code, [ReasonArgument.Of("sequence", _options.Name.Code), .. facts]);

    private static SequenceStanding Stopped(FollowUpTrail trail, SequenceStop stop, Reason reason) =>
        new(SequenceState.Stopped, reason) { Stop = stop, Start = trail.Start, Sent = trail.Sent };
}

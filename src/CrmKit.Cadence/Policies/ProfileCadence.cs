using NodaTime.Text;

namespace CrmKit.Cadence;

/// <summary>Proposes the contacts of a business profile: who is due hears of what the profile has to say to people like that, each content in its turn.</summary>
/// <remarks>
/// <para>
/// The effect is named after the day of the last interaction and the number of the due day since then, not after the due day itself: an outlook that is told anew every day
/// moves the due day a little, and moves nobody into being contacted twice. The day of the last interaction is named as it is in UTC, so that a move to another zone names
/// the same effect; where the history was not read, it is the snapshot's.
/// </para>
/// <para>
/// Where due days went by without a contact (nothing got through, say) and the outlook then lengthens the interval, due days carry numbers that were decided before. So
/// that nobody waits until the count has caught up, the name also tells the age of the anchor in double the longest interval: whatever was decided, the next
/// effect that was not lies within three of the longest intervals.
/// </para>
/// <para>What was just bought is no topic until it has rested, by the profile's <see cref="BusinessProfile.Items"/>. Whoever never heard of the business has no day to count from, and is not proposed. Thread-safe.</para>
/// </remarks>
public sealed class ProfileCadence : ITouchSource
{
    private readonly CadencePolicy _policy;

    /// <summary>Creates the source.</summary>
    /// <param name="policy">When who is due.</param>
    public ProfileCadence(CadencePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _policy = policy;
    }

    /// <inheritdoc/>
    public bool BeginsAnew => true;

    /// <inheritdoc/>
    public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(customer);
        if (CadenceFacts.Of(customer) is not { } facts || _policy.Decide(facts, today) is not { IsDue: true } decision || HasHeardEnough(customer.History, today))
        {
            yield break;
        }

        var profile = _policy.Profile;
        var content = ContentChoice.Of(profile, decision.Band, customer, decision.DueDay, today, ContentChoice.Made(customer.History, facts.LastPurchase) + decision.Number - 1);
        var value = ValueInMinorUnits.Of(customer.Outlook.Value);
        var anchor = LocalDatePattern.Iso.Format(NamedAnchor(customer, facts));
        yield return new TouchCandidate
        {
            Key = new TouchKey(customer.Customer.Id, ProfileReasons.Due, Named(anchor, decision)),
            Reason = Why(decision, content),
            Class = content.Class,
            Kind = content.Kind,
            Purpose = content.Purpose,
            Topic = content.Topic,
            Channels = content.Channels.IsEmpty ? profile.Channels : content.Channels,
            Window = decision.Window,
            Value = value,
            PeakDay = decision.DueDay,

            // What is left at the end of the window is nearly nothing: there the next one begins.
            LossPerDay = value / decision.Window.Length,

            // Who buys in the meantime has been heard of, and the intervals begin anew.
            Moot = TouchMoot.OnPurchaseAfter(facts.Anchor),
        };
    }

    // Attention passes the caps and comes when it is due: what may as well come later makes room for it.
    private bool HasHeardEnough(RelationshipHistory history, LocalDate today)
    {
        var most = _policy.Profile.Most;
        return !most.IsNone && most.Max <= history.Events.OfType<Touch>()
            .Count(touch => TouchClassRules.CountsAsContact(touch.Class, touch.Kind) && Period.DaysBetween(history.DayOf(touch), today) < most.WindowDays);
    }

    // Boundaries lie half an interval away from where due days fall that are as far apart as they may be.
    private string Named(string anchor, CadenceDecision decision)
    {
        var longest = _policy.Profile.LongestDays;
        var age = ((2L * Period.DaysBetween(decision.Anchor, decision.DueDay)) + longest) / (4L * longest);
        return age == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{anchor}+{decision.Number}")
            : string.Create(CultureInfo.InvariantCulture, $"{anchor}.{age}+{decision.Number}");
    }

    private static LocalDate NamedAnchor(CustomerSnapshot customer, CadenceFacts facts)
    {
        var history = customer.History;
        if (history.Summary.LastInteraction is not { } at)
        {
            return facts.Anchor;
        }

        // Days from the snapshot count where it knows of something later than the history does.
        var named = at.InUtc().Date;
        var read = history.DayOf(at);
        var later = facts.LastInteraction > read ? LocalDate.Max(named, facts.LastInteraction) : named;
        return facts.LastPurchase is { } bought ? LocalDate.Max(later, bought) : later;
    }

    private Reason Why(CadenceDecision decision, BandContent content)
    {
        var (profile, terms) = (_policy.Profile, decision.Interval.Terms);
        ImmutableArray<ReasonArgument> facts =
        [
            ReasonArgument.Of("due", decision.DueDay),
            ReasonArgument.Of("profile", profile.Name),
            ReasonArgument.Of("band", decision.Band.Name),
            ReasonArgument.Of("interval", decision.Interval.Days),
            ReasonArgument.Of("base", profile.IntervalDays),
            ReasonArgument.Of("recency", terms[1].Factor),
            ReasonArgument.Of("value", terms[2].Factor),
            ReasonArgument.Of("risk", terms[3].Factor),
            ReasonArgument.Of("rhythm", terms[4].Factor),
            ReasonArgument.Of("shortest", profile.ShortestDays),
            ReasonArgument.Of("longest", profile.LongestDays),
            ReasonArgument.Of("kind", content.Kind.ToString().ToLowerInvariant()),
        ];
        return new Reason(ProfileReasons.Due, content.Topic is { } topic ? facts.Add(ReasonArgument.Of("topic", topic.Code)) : facts);
    }
}

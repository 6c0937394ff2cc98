namespace CrmKit.Cadence;

/// <summary>Keeps the share of offers among a person's contacts under a bound, and asks for something of use before each.</summary>
/// <remarks>
/// What sells nothing is always kept: it only lowers the share. An offer is kept where the share with it is within the bound and enough of use was given since the last
/// one; so whoever asks before every contact never leaves the bound, whatever the stream. A share p/n is compared as the nearest double to the quotient: a bound of
/// 1.0 / 3 is met by one in three exactly. Pure and thread-safe.
/// </remarks>
public sealed class ContentBalance
{
    private readonly ContentBalanceOptions _options;

    /// <summary>Creates the policy.</summary>
    /// <param name="options">The bound and the gifts.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public ContentBalance(ContentBalanceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.MostPitches is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MostPitches, "The largest share of offers is above 0 and at most 1.");
        }

        if (options.GiftsPerPitch is < 0 or > 100)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.GiftsPerPitch, "The gifts before an offer are 0 to 100.");
        }

        _options = options;
    }

    /// <summary>The bound and the gifts, for example <c>1 in 3.00, 1 of use before each</c>.</summary>
    public string Setting => string.Create(CultureInfo.InvariantCulture, $"1 in {1 / _options.MostPitches:0.00}, {_options.GiftsPerPitch} of use before each");

    /// <summary>Whether one more contact keeps the balance.</summary>
    /// <param name="kind">What it gives.</param>
    /// <param name="summary">What was done so far; one that is stale keeps no offer.</param>
    public BalanceDecision Decide(TouchKind kind, RelationshipSummary summary) => Decide(kind, summary, Instant.MaxValue, []);

    /// <summary>Whether one more contact at an instant keeps the balance, beside others that are promised.</summary>
    /// <remarks>Promised contacts count as if they left when they are to. An offer that would take from a later promised one what that one needs is not kept.</remarks>
    /// <param name="kind">What it gives.</param>
    /// <param name="summary">What was done so far, before anything promised; one that is stale keeps no offer.</param>
    /// <param name="at">When it would leave.</param>
    /// <param name="promised">What is promised and has not left, in any order; what is no contact (<see cref="TouchClassRules.CountsAsContact"/>) is passed over.</param>
    public BalanceDecision Decide(TouchKind kind, RelationshipSummary summary, Instant at, ReadOnlySpan<ContactRecord> promised)
    {
        var counts = new BalanceCounts(summary.Pitches, summary.Touches, summary.ValuesSincePitch);
        return kind == TouchKind.Pitch && summary.IsStale
            ? new BalanceDecision(IsKept: false, new Reason(BalanceReasons.Stale))
            : Decide(kind, counts, at, InOrder(promised));
    }

    internal BalanceDecision Decide(TouchKind kind, BalanceCounts counts, Instant at, ReadOnlySpan<(Instant At, TouchKind Kind)> others)
    {
        var next = 0;
        for (; next < others.Length && others[next].At <= at; next++)
        {
            counts = counts.With(others[next].Kind);
        }

        var with = counts.With(kind);
        if (kind != TouchKind.Pitch)
        {
            return new BalanceDecision(IsKept: true, Share(BalanceReasons.Kept, with));
        }

        if (Broken(counts) is { } broken)
        {
            return new BalanceDecision(IsKept: false, broken);
        }

        // A later offer that stands without this one is to stand with it.
        for (var (without, beside) = (counts, with); next < others.Length; next++)
        {
            if (others[next].Kind == TouchKind.Pitch && Broken(without) is null && Broken(beside) is { } later)
            {
                return new BalanceDecision(IsKept: false, later);
            }

            (without, beside) = (without.With(others[next].Kind), beside.With(others[next].Kind));
        }

        return new BalanceDecision(IsKept: true, Share(BalanceReasons.Kept, with));
    }

    /// <summary>What counts as a contact, in order of time; of one instant what gives comes before what sells.</summary>
    internal static (Instant At, TouchKind Kind)[] InOrder(ReadOnlySpan<ContactRecord> contacts)
    {
        var ordered = new (Instant At, TouchKind Kind)[contacts.Length];
        var count = 0;
        foreach (var contact in contacts)
        {
            if (TouchClassRules.CountsAsContact(contact.Class, contact.Kind))
            {
                ordered[count++] = (contact.At, contact.Kind);
            }
        }

        Array.Resize(ref ordered, count);
        Array.Sort(ordered, static (left, right) => left.At != right.At ? left.At.CompareTo(right.At) : left.Kind.CompareTo(right.Kind));
        return ordered;
    }

    private Reason? Broken(BalanceCounts before)
    {
        var with = before.With(TouchKind.Pitch);
        return before.Gifts < _options.GiftsPerPitch
            ? new Reason(BalanceReasons.GiftOwed, ReasonArgument.Of("gifts", before.Gifts), ReasonArgument.Of("needed", _options.GiftsPerPitch))
            : (double)with.Pitches / with.Contacts <= _options.MostPitches ? null : Share(BalanceReasons.TooManyPitches, with);
    }

    private Reason Share(string code, BalanceCounts with) => new(
        code,
        ReasonArgument.Of("pitches", with.Pitches),
        ReasonArgument.Of("contacts", with.Contacts),
        ReasonArgument.Of("bound", Math.Round(_options.MostPitches, 4)));
}

namespace CrmKit.Cadence;

/// <summary>Contacts made against answers received: finds the streets that are one-way, and tells whether a contact was answered.</summary>
/// <remarks>
/// The share q of answers among contacts and answers has Wilson's interval (1927); contacts to one answer are (1 - q) / q, which falls with q, so that the upper limit of q gives
/// the lower limit of the ratio. It is finite for any counts, also where nothing came back. A street is one-way where that limit lies above the bound. Thread-safe.
/// </remarks>
public sealed class DialogueRatio
{
    private readonly DialogueOptions _options;
    private readonly double _quantile;

    /// <summary>Creates the rule.</summary>
    /// <param name="options">Window, bound, and when it speaks.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public DialogueRatio(DialogueOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.WindowDays is < 1 or > 3660)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.WindowDays, "The window is 1 to 3660 days.");
        }

        if (!(options.MostToOne >= 0 && double.IsFinite(options.MostToOne)))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MostToOne, "Contacts to one answer are 0 or more and finite.");
        }

        if (options.LeastEvents < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.LeastEvents, "It takes 1 or more contacts and answers to say anything.");
        }

        // Quantiles of the standard normal distribution at half of what is left out on either side.
        _quantile = options.Level switch
        {
            ConfidenceLevel.Percent90 => 1.6448536269514722,
            ConfidenceLevel.Percent95 => 1.9599639845400542,
            ConfidenceLevel.Percent99 => 2.5758293035489004,
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Level, "A level of confidence is 90, 95 or 99 percent."),
        };
        _options = options;
    }

    /// <summary>When the person first said something in words at or after an instant: a reply, feedback or a complaint. A sequence stops on it.</summary>
    /// <remarks>An answer at the instant of a contact counts as its answer. A link followed is no answer, and a purchase is asked for apart. O(log n) and what lies between.</remarks>
    /// <param name="history">What happened.</param>
    /// <param name="since">The instant, for example that of the sequence's first contact.</param>
    /// <returns>The event; <c>null</c> where nothing was said.</returns>
    public static TimelineEvent? AnsweredSince(RelationshipHistory history, Instant since)
    {
        ArgumentNullException.ThrowIfNull(history);
        var events = history.Events;
        for (var i = Signs.FirstAt(events, since); i < events.Length; i++)
        {
            if (Signs.IsInWords(events[i]))
            {
                return events[i];
            }
        }

        return null;
    }

    /// <summary>Judges the dialogue of one person.</summary>
    /// <param name="history">What happened.</param>
    /// <param name="at">The instant; the window ends with it, and what is later does not count.</param>
    public DialogueDecision Decide(RelationshipHistory history, Instant at)
    {
        ArgumentNullException.ThrowIfNull(history);
        var window = Duration.FromDays(_options.WindowDays);
        var from = at - Instant.MinValue > window ? at - window : Instant.MinValue;
        var (outbound, inbound) = (0, 0);
        var events = history.Events;
        for (var i = Signs.FirstAfter(events, from); i < events.Length && events[i].OccurredAt <= at; i++)
        {
            outbound += Signs.AsksForAnswer(events[i]) ? 1 : 0;
            inbound += Signs.IsInbound(events[i]) ? 1 : 0;
        }

        return Decide(outbound, inbound);
    }

    /// <summary>Judges counts, for columns.</summary>
    /// <param name="outbound">Contacts made in the window, 0 or more.</param>
    /// <param name="inbound">Times heard of in it, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 0.</exception>
    public DialogueDecision Decide(int outbound, int inbound)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(outbound);
        ArgumentOutOfRangeException.ThrowIfNegative(inbound);
        var all = (long)outbound + inbound;
        double? toOne = inbound > 0 ? (double)outbound / inbound : null;
        var atLeast = all > 0 ? LowerLimit(outbound, inbound, _quantile) : 0;
        var kind = all < _options.LeastEvents ? DialogueKind.TooFew : atLeast > _options.MostToOne ? DialogueKind.OneWay : DialogueKind.TwoWay;
        return new DialogueDecision(kind, outbound, inbound, toOne, atLeast, Why(kind, outbound, inbound, atLeast));
    }

    /// <summary>(1 - u) / u for the upper limit u of Wilson's interval, each side of the quotient put together without a difference of close numbers.</summary>
    private static double LowerLimit(int outbound, int inbound, double z)
    {
        var n = (double)outbound + inbound;
        var (square, share) = (z * z / n, inbound / n);
        var half = z * Math.Sqrt(((share * (1 - share)) + (square / 4)) / n);
        var upper = share + (square / 2) + half;

        // The product of both limits of the contacts' share is their share squared over 1 + square.
        var other = outbound / n;
        var lower = other == 0 ? 0 : other * other / (other + (square / 2) + half);
        return lower * (1 + square) / upper;
    }

    private Reason Why(DialogueKind kind, int outbound, int inbound, double atLeast)
    {
        var made = ReasonArgument.Of("outbound", outbound);
        var heard = ReasonArgument.Of("inbound", inbound);
        var window = ReasonArgument.Of("window", _options.WindowDays);
        return kind == DialogueKind.TooFew
            ? new Reason(DialogueReasons.TooFew, made, heard, ReasonArgument.Of("least", _options.LeastEvents), window)
            : new Reason(
                kind == DialogueKind.OneWay ? DialogueReasons.OneWay : DialogueReasons.TwoWay,
                made,
                heard,
                ReasonArgument.Of("at-least", Math.Round(atLeast, 2)),
                ReasonArgument.Of("bound", _options.MostToOne),
                window);
    }
}

namespace CrmKit;

/// <summary>The person wants to hear nothing: on some days, over some channel, or both.</summary>
/// <remarks>
/// A channel without an end is a refused channel; days without a channel are blocked days, such as a holiday away. Wishes are about promotion and greetings: they never cost anybody
/// a service. Refusals of a purpose are consent, and stand in the consent ledger.
/// </remarks>
public sealed record ContactBlock
{
    /// <summary>States a block.</summary>
    /// <param name="channel">The channel; <c>null</c> for every one.</param>
    /// <param name="from">First day where the person is; <c>null</c> for one that began long ago.</param>
    /// <param name="until">Last day where the person is, included; <c>null</c> until somebody takes the block away.</param>
    /// <exception cref="ArgumentOutOfRangeException">The channel is unknown.</exception>
    /// <exception cref="ArgumentException">It ends before it begins, or a day is of another calendar than the ISO one.</exception>
    public ContactBlock(Channel? channel = null, LocalDate? from = null, LocalDate? until = null)
    {
        if (channel is { } named && !Enum.IsDefined(named))
        {
            throw new ArgumentOutOfRangeException(nameof(channel), channel, "Unknown channel.");
        }

        if ((from is { } start && start.Calendar != CalendarSystem.Iso) || (until is { } end && end.Calendar != CalendarSystem.Iso))
        {
            throw new ArgumentException("The days of a block are of the ISO calendar.", nameof(from));
        }

        if (from is { } first && until is { } last && last < first)
        {
            throw new ArgumentException("A block ends on the day on which it begins, or later.", nameof(until));
        }

        Channel = channel;
        From = from;
        Until = until;
    }

    /// <summary>The channel; <c>null</c> for every one.</summary>
    public Channel? Channel { get; }

    /// <summary>First day where the person is; <c>null</c> for one that began long ago.</summary>
    public LocalDate? From { get; }

    /// <summary>Last day where the person is, included; <c>null</c> until somebody takes the block away.</summary>
    public LocalDate? Until { get; }

    /// <summary>Whether it is a channel that the person wants nothing over at all.</summary>
    public bool IsRefusedChannel => Channel is not null && From is null && Until is null;

    /// <summary>Whether it covers a channel on a day.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="day">The day where the person is.</param>
    public bool Covers(Channel channel, LocalDate day) =>
        (Channel is null || Channel == channel) && !(From > day) && !(Until < day);
}

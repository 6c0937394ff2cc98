using CrmKit.Messaging;

namespace CrmKit.EndToEnd.Tests.Privacy;

/// <summary>An <see cref="EmlFolderSender"/> to which every hundredth person has a different fate: sent, put off, given up, suppressed, or an exception whose text names the person.</summary>
internal sealed class FickleSender(EmlFolderSender folder) : IContactSender, IMessageArchive
{
    public Channel Channel => folder.Channel;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var number = Sentinel.In(message.To.Address).Single().Number;
        return (number / 100 % 10) switch
        {
            0 => SendOutcome.RetryAfter(Duration.FromHours(2), "busy"),
            1 => SendOutcome.GiveUp("refused"),
            2 => SendOutcome.Suppress("unknown"),
            3 => throw new LoudException(number),

            // It left, and nobody learns so.
            4 when await folder.SendAsync(message, cancellationToken) is not null => throw new LoudException(number),
            _ => await folder.SendAsync(message, cancellationToken),
        };
    }

    public Task<int> ForgetAsync(IReadOnlyCollection<TouchKey> effects, IReadOnlyCollection<ContactPoint> points, CancellationToken cancellationToken = default) =>
        folder.ForgetAsync(effects, points, cancellationToken);
}

using CrmKit.Messaging;

namespace CrmKit.Testing.Conformance;

/// <summary>A sender, and the far side that it delivers to.</summary>
/// <param name="sender">The sender; a fresh one for each case, or one that nothing else uses meanwhile.</param>
/// <param name="delivered">Reads all that has arrived at the far side since the case began, in no order that matters.</param>
public sealed class SenderUnderTest(IContactSender sender, Func<CancellationToken, Task<ImmutableArray<DeliveredMessage>>> delivered)
{
    /// <summary>The sender.</summary>
    public IContactSender Sender => sender;

    /// <summary>Whether what arrives is a mail with headers (RFC 5322), which the cases look at in detail. Default: whether the channel is e-mail.</summary>
    public bool IsMail { get; init; } = sender?.Channel == Channel.Email;

    /// <summary>Addresses to send to, of the sender's channel.</summary>
    /// <param name="number">Which one, 0 to 99.</param>
    public ContactPoint Address(int number) => Sender.Channel switch
    {
        Channel.Email => A.Email(string.Create(CultureInfo.InvariantCulture, $"person-{number}")),
        Channel.Sms or Channel.Phone => ContactPoint.Parse(Sender.Channel, string.Create(CultureInfo.InvariantCulture, $"+4930555000{number:00}")),
        Channel.Post => ContactPoint.Parse(Channel.Post, string.Create(CultureInfo.InvariantCulture, $"{number} High Street")),
        _ => ContactPoint.Parse(Channel.Messenger, string.Create(CultureInfo.InvariantCulture, $"test:person-{number}")),
    };

    /// <summary>All that has arrived.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    public Task<ImmutableArray<DeliveredMessage>> DeliveredAsync(CancellationToken cancellationToken) => delivered(cancellationToken);
}

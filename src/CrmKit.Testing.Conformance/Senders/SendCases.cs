using System.Text;
using CrmKit.Messaging;

namespace CrmKit.Testing.Conformance;

/// <summary>What holds on every channel.</summary>
internal static class SendCases
{
    public static IEnumerable<SenderConformanceCase> All =>
    [
        new("Accepted_message_arrives_once_where_it_was_sent", AcceptedAsync),
        new("Two_attempts_of_one_message_are_the_same_message", AttemptsAsync),
        new("Messages_sent_at_once_all_arrive_each_at_its_own_address", ConcurrentAsync),
        new("Cancelled_message_does_not_leave", CancelledAsync),
        new("Missing_message_is_refused", MissingAsync),
    ];

    public static OutgoingMessage Message(SenderUnderTest test, int number = 0, string subject = "Hello", string text = "Good morning.\n", string? name = "Anna Meier") => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{number:x32}"),
        To = test.Address(number),
        ToName = name,
        Text = new MessageText(subject, text),
        Date = A.Noon.InUtc(),
        Class = TouchClass.Promotional,
        Purpose = Purpose.Marketing,
    };

    private static async Task AcceptedAsync(SenderUnderTest test, CancellationToken cancellationToken)
    {
        Expect.Equal(SendOutcome.Accepted, await test.Sender.SendAsync(Message(test), cancellationToken).ConfigureAwait(false), "The outcome");
        var arrived = await test.DeliveredAsync(cancellationToken).ConfigureAwait(false);
        Expect.Sequence([test.Address(0).Address], arrived.Select(message => message.To), "The addresses of what arrived");
        Expect.True(Encoding.UTF8.GetString(arrived[0].Content.Span).Contains("Good morning.", StringComparison.Ordinal), "The words arrive");
    }

    private static async Task AttemptsAsync(SenderUnderTest test, CancellationToken cancellationToken)
    {
        var message = Message(test, 7);
        await test.Sender.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var first = await test.DeliveredAsync(cancellationToken).ConfigureAwait(false);
        await test.Sender.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var both = await test.DeliveredAsync(cancellationToken).ConfigureAwait(false);
        var ids = both.Concat(first).Select(arrived => test.IsMail ? ReceivedMail.Read(arrived.Content.Span)["Message-ID"] : message.Id).Distinct(StringComparer.Ordinal).ToList();
        Expect.Equal(1, ids.Count, "Message-IDs of all attempts");
        Expect.True(ids[0].Contains(message.Id, StringComparison.Ordinal), "It holds the message's id");
    }

    private static async Task ConcurrentAsync(SenderUnderTest test, CancellationToken cancellationToken)
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            Task.Run(() => test.Sender.SendAsync(Message(test, number, text: string.Create(CultureInfo.InvariantCulture, $"Number {number}.")), cancellationToken), cancellationToken))).ConfigureAwait(false);
        Expect.True(outcomes.All(outcome => outcome == SendOutcome.Accepted), "All are accepted");
        var arrived = await test.DeliveredAsync(cancellationToken).ConfigureAwait(false);
        foreach (var number in Enumerable.Range(0, 20))
        {
            var mine = arrived.Where(message => string.Equals(message.To, test.Address(number).Address, StringComparison.Ordinal)).ToList();
            Expect.Equal(1, mine.Count, string.Create(CultureInfo.InvariantCulture, $"Messages at address {number}"));
            Expect.True(
                Encoding.UTF8.GetString(mine[0].Content.Span).Contains(string.Create(CultureInfo.InvariantCulture, $"Number {number}."), StringComparison.Ordinal),
                string.Create(CultureInfo.InvariantCulture, $"Address {number} got its own words"));
        }
    }

    private static async Task CancelledAsync(SenderUnderTest test, CancellationToken cancellationToken)
    {
        await Expect.ThrowsAsync<OperationCanceledException>(() => test.Sender.SendAsync(Message(test), new CancellationToken(canceled: true)), "A message that was cancelled before it was begun").ConfigureAwait(false);
        Expect.Equal(0, (await test.DeliveredAsync(cancellationToken).ConfigureAwait(false)).Length, "Messages that arrived");
    }

    private static async Task MissingAsync(SenderUnderTest test, CancellationToken cancellationToken)
    {
        await Expect.ThrowsAsync<ArgumentNullException>(() => test.Sender.SendAsync(null!, cancellationToken), "No message").ConfigureAwait(false);
    }
}

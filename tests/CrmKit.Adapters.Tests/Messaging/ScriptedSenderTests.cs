using CrmKit.Messaging;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging;

public sealed class ScriptedSenderTests
{
    [Fact]
    public async Task Answers_come_in_order_and_then_everything_is_accepted()
    {
        var failure = new TimeoutException();
        var sender = new ScriptedSender(Channel.Email).Answers(SendOutcome.GiveUp("no")).Throws(failure);
        Assert.Equal(2, sender.Remaining);
        Assert.Equal("no", (await sender.SendAsync(SampleMessage.Create("1"), CancellationToken.None)).Detail);
        Assert.Same(failure, await Assert.ThrowsAsync<TimeoutException>(() => sender.SendAsync(SampleMessage.Create("2"), CancellationToken.None)));
        Assert.Equal(SendOutcome.Accepted, await sender.SendAsync(SampleMessage.Create("3"), CancellationToken.None));
        Assert.Equal(["1", "2", "3"], sender.Messages.Select(message => message.Text.Subject));
    }

    [Fact]
    public async Task Cancelled_message_is_neither_recorded_nor_answered()
    {
        var sender = new ScriptedSender(Channel.Sms).Answers(SendOutcome.Accepted);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sender.SendAsync(SampleMessage.Create("1"), new CancellationToken(canceled: true)));
        Assert.Equal((1, 0, Channel.Sms), (sender.Remaining, sender.Messages.Length, sender.Channel));
    }

    [Fact]
    public async Task Concurrent_messages_take_one_answer_each()
    {
        var sender = new ScriptedSender(Channel.Email);
        for (var i = 0; i < 50; i++)
        {
            sender.Answers(SendOutcome.GiveUp(i.ToString(CultureInfo.InvariantCulture)));
        }

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => sender.SendAsync(SampleMessage.Create("x"), CancellationToken.None))));
        Assert.Equal(50, outcomes.Select(outcome => outcome.Detail).Distinct().Count());
        Assert.Equal(50, sender.Messages.Length);
    }
}

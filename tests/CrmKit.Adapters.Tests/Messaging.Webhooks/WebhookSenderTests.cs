using System.Text.Json;
using CrmKit.Adapters.Tests.AspNetCore;
using CrmKit.Messaging;
using CrmKit.Messaging.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmKit.Adapters.Tests.Messaging.Webhooks;

public sealed class WebhookSenderTests
{
    private static readonly OutgoingMessage Message = SampleMessage.Create("Grüße", "Guten Morgen.\n", "Anna Meier");

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Endpoint_receives_the_message_signed()
    {
        await using var endpoint = await WebhookEndpoint.AnsweringAsync(200);
        using var sender = endpoint.Sender();
        Assert.Equal(SendOutcome.Accepted, await sender.SendAsync(Message with { UnsubscribeLink = new Uri("https://shop.example/u/x") }, CancellationToken.None));

        var received = Assert.Single(endpoint.Received);
        Assert.Equal(("POST", "/hook", "application/json"), (received.Method, received.Path, received.ContentType));
        Assert.Equal("msg_0123456789abcdef0123456789abcdef", received.Headers.Id);
        Assert.Equal(WebhookVerdict.Genuine, WebhookSignature.Verify(received.Headers, received.Body, [WebhookEndpoint.Secret], endpoint.Clock.Now));
        Assert.Equal(
            ["content-length", "content-type", "host", "user-agent", "webhook-id", "webhook-signature", "webhook-timestamp"],
            received.HeaderNames.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal));

        var body = JsonDocument.Parse(received.Body).RootElement;
        Assert.Equal(("crmkit.message", "2026-03-09T02:35:07Z"), (body.GetProperty("type").GetString(), body.GetProperty("timestamp").GetString()));
        Assert.Equal(
            """{"schema":1,"id":"0123456789abcdef0123456789abcdef","channel":"email","to":"anna@example.com","to_name":"Anna Meier","subject":"Grüße","text":"Guten Morgen.\n","class":"relationship","purpose":"greetings","unsubscribe_link":"https://shop.example/u/x"}""",
            JsonSerializer.Serialize(body.GetProperty("data"), Readable));
    }

    [Fact]
    public async Task Every_attempt_has_the_same_id_and_its_own_timestamp()
    {
        await using var endpoint = await WebhookEndpoint.AnsweringAsync(500);
        using var sender = endpoint.Sender();
        await sender.SendAsync(Message, CancellationToken.None);
        endpoint.Clock.Advance(Duration.FromSeconds(6));
        await sender.SendAsync(Message with { Attempt = 2 }, CancellationToken.None);
        var received = endpoint.Received.ToArray();
        Assert.Equal(received[0].Headers.Id, received[1].Headers.Id);
        Assert.Equal(6, long.Parse(received[1].Headers.Timestamp!, CultureInfo.InvariantCulture) - long.Parse(received[0].Headers.Timestamp!, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(204)]
    public async Task Any_2xx_is_accepted(int status)
    {
        await using var endpoint = await WebhookEndpoint.AnsweringAsync(status);
        using var sender = endpoint.Sender();
        Assert.Equal(SendOutcome.Accepted, await sender.SendAsync(Message, CancellationToken.None));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Failure_is_tried_again_on_the_schedule_until_it_ends(int status)
    {
        await using var endpoint = await WebhookEndpoint.AnsweringAsync(status);
        using var sender = endpoint.Sender();
        for (var attempt = 1; attempt < WebhookSchedule.Attempts; attempt++)
        {
            var outcome = await sender.SendAsync(Message with { Attempt = attempt }, CancellationToken.None);
            Assert.Equal((SendRemedy.Retry, $"http-{status}"), (outcome.Remedy, outcome.Detail));
            Assert.Equal(WebhookSchedule.WaitAfter(attempt, Message.Id), outcome.Wait);
        }

        var last = await sender.SendAsync(Message with { Attempt = WebhookSchedule.Attempts }, CancellationToken.None);
        Assert.Equal((SendRemedy.GiveUp, $"http-{status}"), (last.Remedy, last.Detail));
        Assert.Equal(WebhookSchedule.Attempts, endpoint.Received.Count);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_is_a_failure_and_never_followed(int status)
    {
        await using var target = await WebhookEndpoint.AnsweringAsync(200);
        await using var endpoint = await WebhookEndpoint.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = target.Options.Endpoint.AbsoluteUri;
            return Task.CompletedTask;
        });
        using var sender = endpoint.Sender();
        Assert.Equal(SendRemedy.Retry, (await sender.SendAsync(Message, CancellationToken.None)).Remedy);
        Assert.Single(endpoint.Received);
        Assert.Empty(target.Received);
    }

    [Fact]
    public async Task Endpoint_that_is_gone_is_not_asked_again()
    {
        await using var endpoint = await WebhookEndpoint.AnsweringAsync(410);
        using var sender = endpoint.Sender();
        Assert.False(sender.IsGone);
        Assert.Equal(SendOutcome.GiveUp("http-410"), await sender.SendAsync(Message, CancellationToken.None));
        Assert.Equal(SendOutcome.GiveUp("endpoint-gone"), await sender.SendAsync(Message, CancellationToken.None));
        Assert.True(sender.IsGone);
        Assert.Single(endpoint.Received);
    }

    [Fact]
    public async Task No_log_holds_an_address_a_word_or_an_answer()
    {
        await using var endpoint = await WebhookEndpoint.StartAsync(async context =>
        {
            context.Response.StatusCode = 410;
            await context.Response.WriteAsync("anna@example.com");
        });
        using var log = new EveryLog();
        using var loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        using var sender = new WebhookSender(endpoint.Options, endpoint.Clock, loggers.CreateLogger<WebhookSender>());
        await sender.SendAsync(Message, CancellationToken.None);
        await sender.SendAsync(Message, CancellationToken.None);
        var (_, text) = Assert.Single(log.Lines);
        Assert.StartsWith("Message 0123456789abcdef0123456789abcdef: the webhook's endpoint answered 410 Gone", text, StringComparison.Ordinal);
        Assert.DoesNotContain("anna", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "120", 120)]
    [InlineData(503, "Wed, 01 Oct 1997 12:10:00 GMT", 600)]
    [InlineData(429, "99999999", 30 * 24 * 3600)]
    public async Task Endpoint_that_says_for_how_long_is_left_alone_for_so_long(int status, string retryAfter, int seconds)
    {
        await using var endpoint = await WebhookEndpoint.AnsweringAsync(status, retryAfter);
        using var sender = endpoint.Sender();
        var wait = Duration.FromSeconds(seconds);
        Assert.Equal(SendOutcome.RetryAfter(wait, $"http-{status}"), await sender.SendAsync(Message, CancellationToken.None));

        endpoint.Clock.Advance(wait - Duration.FromSeconds(1));
        Assert.Equal(SendOutcome.RetryAfter(Duration.FromSeconds(1), "endpoint-throttled"), await sender.SendAsync(Message, CancellationToken.None));
        Assert.Single(endpoint.Received);

        endpoint.Clock.Advance(Duration.FromSeconds(1));
        await sender.SendAsync(Message, CancellationToken.None);
        Assert.Equal(2, endpoint.Received.Count);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("Wed, 01 Oct 1997 11:00:00 GMT")]
    public async Task Wait_that_says_nothing_leaves_the_schedule(string retryAfter)
    {
        await using var endpoint = await WebhookEndpoint.AnsweringAsync(503, retryAfter);
        using var sender = endpoint.Sender();
        Assert.Equal(WebhookSchedule.WaitAfter(1, Message.Id), (await sender.SendAsync(Message, CancellationToken.None)).Wait);
    }

    [Fact]
    public async Task Slow_endpoint_runs_out_of_time()
    {
        await using var endpoint = await WebhookEndpoint.StartAsync(context => Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted));
        using var sender = endpoint.Sender(endpoint.Options with { Timeout = Duration.FromSeconds(1) });
        var outcome = await sender.SendAsync(Message, CancellationToken.None);
        Assert.Equal((SendRemedy.Retry, "timeout"), (outcome.Remedy, outcome.Detail));
    }

    [Fact]
    public async Task Connection_that_breaks_is_tried_again()
    {
        await using var endpoint = await WebhookEndpoint.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var sender = endpoint.Sender();
        var outcome = await sender.SendAsync(Message, CancellationToken.None);
        Assert.Equal((SendRemedy.Retry, "connection"), (outcome.Remedy, outcome.Detail));
    }

    [Fact]
    public async Task Endpoint_that_nobody_listens_at_is_tried_again()
    {
        var endpoint = await WebhookEndpoint.AnsweringAsync(200);
        var options = endpoint.Options;
        await endpoint.DisposeAsync();
        using var sender = new WebhookSender(options);
        Assert.Equal("connection", (await sender.SendAsync(Message, CancellationToken.None)).Detail);
    }

    [Fact]
    public async Task Endless_answer_is_not_read()
    {
        await using var endpoint = await WebhookEndpoint.StartAsync(async context =>
        {
            var block = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });
        using var sender = endpoint.Sender();
        var before = GC.GetTotalAllocatedBytes();
        Assert.Equal(SendOutcome.Accepted, await sender.SendAsync(Message, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 16 * 1024 * 1024);
    }

    [Fact]
    public async Task Answer_with_endless_headers_is_a_failure()
    {
        await using var endpoint = await WebhookEndpoint.StartAsync(context =>
        {
            context.Response.Headers["x-filler"] = new string('x', 20_000);
            return Task.CompletedTask;
        });
        using var sender = endpoint.Sender();
        Assert.Equal(SendRemedy.Retry, (await sender.SendAsync(Message, CancellationToken.None)).Remedy);
    }

    [Fact]
    public async Task Certificate_that_nobody_trusts_is_a_failure()
    {
        await using var endpoint = await WebhookEndpoint.StartAsync(_ => Task.CompletedTask, isSecure: true);
        using var sender = endpoint.Sender(endpoint.Options with { AllowHttp = false });
        var outcome = await sender.SendAsync(Message, CancellationToken.None);
        Assert.Equal((SendRemedy.Retry, "tls"), (outcome.Remedy, outcome.Detail));
        Assert.Empty(endpoint.Received);
    }

    [Fact]
    public async Task Overlong_message_is_given_up()
    {
        await using var endpoint = await WebhookEndpoint.AnsweringAsync(200);
        using var sender = endpoint.Sender();
        Assert.Equal(SendOutcome.GiveUp("payload-too-large"), await sender.SendAsync(SampleMessage.Create(text: new string('x', 1024 * 1024)), CancellationToken.None));
        Assert.Empty(endpoint.Received);
    }

    [Fact]
    public async Task Cancelled_message_is_not_sent()
    {
        await using var endpoint = await WebhookEndpoint.AnsweringAsync(200);
        using var sender = endpoint.Sender();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sender.SendAsync(Message, new CancellationToken(canceled: true)));
        Assert.Empty(endpoint.Received);
    }

    [Fact]
    public async Task Sender_comes_out_of_the_container()
    {
        await using var endpoint = await WebhookEndpoint.AnsweringAsync(200);
        await using var provider = new ServiceCollection()
            .AddSingleton<IClock>(endpoint.Clock)
            .AddCrmKitWebhooks(endpoint.Options with { Channel = Channel.Messenger })
            .BuildServiceProvider();
        var sender = Assert.Single(provider.GetServices<IContactSender>());
        Assert.Equal(Channel.Messenger, sender.Channel);
        Assert.Equal(SendOutcome.Accepted, await sender.SendAsync(Message, CancellationToken.None));
        Assert.Equal(endpoint.Clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), Assert.Single(endpoint.Received).Headers.Timestamp);
    }
}

using System.Net;
using System.Net.Sockets;
using CrmKit.Messaging;
using CrmKit.Messaging.Smtp;
using CrmKit.Testing;
using CrmKit.Testing.Conformance;

namespace CrmKit.Adapters.Tests.Messaging.Smtp;

[Collection(OneSmtpServer.Name)]
public sealed class SmtpSenderTests : IDisposable
{
    private static readonly Duration Wait = Duration.FromMinutes(3);

    private readonly ImmutableHashSet<string> _known = Environment.GetEnvironmentVariable(SmtpServer.Variable) is null ? [] : SmtpServer.Known();
    private readonly SmtpSender _sender = new(Options(), new RotatingKeyRing());

    public static TheoryData<string> Names => [.. SenderConformance.Cases.Select(testCase => testCase.Name)];

    public void Dispose() => _sender.Dispose();

    [SmtpTheory]
    [MemberData(nameof(Names))]
    public Task Smtp_sender_keeps_the_promise(string name) => SenderConformance.Cases.Single(testCase => testCase.Name == name)
        .Run(new SenderUnderTest(_sender, _ => Task.FromResult<ImmutableArray<DeliveredMessage>>([.. SmtpServer.Since(_known).Select(pair => pair.Message)])), CancellationToken.None);

    // What the server says to RCPT TO, and to the message.
    [SmtpTheory]
    [InlineData("550-5.1.1", SendRemedy.Suppress, "smtp-550-5.1.1")]
    [InlineData("550-5.1.10", SendRemedy.Suppress, "smtp-550-5.1.10")]
    [InlineData("550-5.2.1", SendRemedy.Suppress, "smtp-550-5.2.1")]
    [InlineData("554-5.1.2", SendRemedy.Suppress, "smtp-554-5.1.2")]
    [InlineData("550-5.1.11", SendRemedy.GiveUp, "smtp-550-5.1.11")]
    [InlineData("550-4.1.1", SendRemedy.GiveUp, "smtp-550")]
    [InlineData("550", SendRemedy.GiveUp, "smtp-550")]
    [InlineData("552-5.2.2", SendRemedy.GiveUp, "smtp-552-5.2.2")]
    [InlineData("554-5.7.1", SendRemedy.GiveUp, "smtp-554-5.7.1")]
    [InlineData("535-5.7.8", SendRemedy.Retry, "smtp-535-5.7.8")]
    [InlineData("450-4.2.1", SendRemedy.Retry, "smtp-450-4.2.1")]
    [InlineData("450-5.1.1", SendRemedy.Retry, "smtp-450")]
    [InlineData("451", SendRemedy.Retry, "smtp-451")]
    [InlineData("421-4.3.2", SendRemedy.Retry, "smtp-421-4.3.2")]
    [InlineData("late-452-4.3.1", SendRemedy.Retry, "smtp-452-4.3.1")]
    [InlineData("late-554-5.7.1", SendRemedy.GiveUp, "smtp-554-5.7.1")]
    [InlineData("late-550-5.1.1", SendRemedy.Suppress, "smtp-550-5.1.1")]
    public async Task Reply_is_sorted_by_what_to_do_next(string local, SendRemedy remedy, string detail)
    {
        var outcome = await SendAsync(local);
        Assert.Equal((remedy, detail, remedy == SendRemedy.Retry ? Wait : Duration.Zero), (outcome.Remedy, outcome.Detail, outcome.Wait));
        Assert.Empty(SmtpServer.Since(_known));

        // Whatever was said to one message, the next passes.
        Assert.Equal(SendOutcome.Accepted, await SendAsync("next"));
    }

    [SmtpFact]
    public async Task Connection_that_ends_before_the_message_is_begun_asks_for_another_try()
    {
        Assert.Equal(SendOutcome.RetryAfter(Wait, "smtp-io"), await SendAsync("drop-rcpt"));
        Assert.Empty(SmtpServer.Since(_known));
    }

    [SmtpFact]
    public async Task Connection_that_ends_after_the_message_is_begun_leaves_it_uncertain()
    {
        var error = await Assert.ThrowsAsync<IOException>(() => SendAsync("drop-data"));
        Assert.DoesNotContain("example.com", error.ToString(), StringComparison.Ordinal);

        // It did leave: to send it again would send it twice.
        Assert.Single(SmtpServer.Since(_known));
    }

    [SmtpFact]
    public async Task Server_that_falls_silent_is_left_when_the_time_is_up()
    {
        using var sender = new SmtpSender(Options() with { Timeout = Duration.FromSeconds(1) }, new RotatingKeyRing());
        Assert.Equal(SendRemedy.Retry, (await sender.SendAsync(SampleMessage.Create(email: "hang-rcpt@example.com"), CancellationToken.None)).Remedy);
        await Assert.ThrowsAsync<IOException>(() => sender.SendAsync(SampleMessage.Create(email: "hang-data@example.com"), CancellationToken.None));
    }

    [Fact]
    public async Task Server_that_is_away_asks_for_another_try()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var sender = new SmtpSender(Options() with { Port = port }, new RotatingKeyRing());
        Assert.Equal(SendOutcome.RetryAfter(Wait, "smtp-connect"), await sender.SendAsync(SampleMessage.Create(), CancellationToken.None));
    }

    [SmtpFact]
    public async Task Server_without_encryption_gets_nothing_unless_told_so()
    {
        using var sender = new SmtpSender(Options() with { Security = SmtpSecurity.StartTls }, new RotatingKeyRing());
        Assert.Equal(SendRemedy.Retry, (await sender.SendAsync(SampleMessage.Create(), CancellationToken.None)).Remedy);
        Assert.Empty(SmtpServer.Since(_known));
    }

    [SmtpFact]
    public async Task Connections_are_kept_and_used_in_parallel()
    {
        await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => SendAsync("slow")));
        var peers = SmtpServer.Since(_known).Select(pair => pair.Envelope.Peer).ToList();
        Assert.Equal(24, peers.Count);
        Assert.Equal(Options().Connections, peers.Distinct().Count());
    }

    [SmtpFact]
    public async Task Connection_that_the_server_closed_while_idle_is_replaced_unseen()
    {
        // The server hangs up after a few idle seconds where its limit is that short; here the limit of the sender is what ends it, and a closed pool.
        using var sender = new SmtpSender(Options() with { KeepIdle = Duration.Zero }, new RotatingKeyRing());
        Assert.Equal(SendOutcome.Accepted, await sender.SendAsync(SampleMessage.Create(), CancellationToken.None));
        Assert.Equal(SendOutcome.Accepted, await sender.SendAsync(SampleMessage.Create(), CancellationToken.None));
        Assert.Equal(2, SmtpServer.Since(_known).Select(pair => pair.Envelope.Peer).Distinct().Count());
    }

    [SmtpFact]
    public async Task Reports_go_to_the_mailbox_that_is_named()
    {
        using var sender = new SmtpSender(Options() with { ReportsTo = "bounces@example.com" }, new RotatingKeyRing());
        await sender.SendAsync(SampleMessage.Create(), CancellationToken.None);
        var (message, envelope) = Assert.Single(SmtpServer.Since(_known));
        Assert.Equal("bounces@example.com", envelope.From);
        Assert.Contains("From: \"Wollladen\" <shop@example.com>", System.Text.Encoding.ASCII.GetString(message.Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposed_sender_sends_nothing()
    {
        _sender.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => SendAsync("a"));
    }

    [Fact]
    public void Options_that_would_send_in_the_clear_unsaid_are_refused()
    {
        var options = Options() with { Host = "mail.example.com" };
        Refused<ArgumentException>(options);
        Refused<ArgumentException>(options with { Security = SmtpSecurity.Plain, Credentials = new NetworkCredential("shop", "secret") });
        new SmtpSender(options with { Security = SmtpSecurity.Plain }, new RotatingKeyRing()).Dispose();
        new SmtpSender(new SmtpSenderOptions { Host = "mail.example.com", From = "shop@example.com", Credentials = new NetworkCredential("shop", "secret") }, new RotatingKeyRing()).Dispose();
    }

    [Fact]
    public void Options_outside_their_range_are_refused()
    {
        Refused<ArgumentException>(Options() with { Host = " " });
        Refused<ArgumentOutOfRangeException>(Options() with { Port = 0 });
        Refused<ArgumentOutOfRangeException>(Options() with { Connections = 0 });
        Refused<ArgumentOutOfRangeException>(Options() with { Connections = 101 });
        Refused<ArgumentOutOfRangeException>(Options() with { Timeout = Duration.Zero });
        Refused<ArgumentOutOfRangeException>(Options() with { RetryWait = Duration.FromDays(31) });
        Refused<FormatException>(Options() with { From = "shop" });
        Refused<FormatException>(Options() with { From = "größe@example.com" });
        Refused<FormatException>(Options() with { ReportsTo = "a\r\nb@example.com" });
    }

    private static void Refused<T>(SmtpSenderOptions options)
        where T : Exception => Assert.Throws<T>(() => new SmtpSender(options, new RotatingKeyRing()));

    private static SmtpSenderOptions Options() => new()
    {
        Host = SmtpServer.Host,
        Port = SmtpServer.Port,
        Security = SmtpSecurity.PlainOnLoopback,
        From = "shop@example.com",
        FromName = "Wollladen",
        RetryWait = Wait,
    };

    private Task<SendOutcome> SendAsync(string local) => _sender.SendAsync(SampleMessage.Create(email: local + "@example.com"), CancellationToken.None);
}

using System.Net;
using CrmKit.AspNetCore;
using CrmKit.Messaging.Webhooks;
using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.AspNetCore;

public sealed class DeliveryReportEndpointTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private static readonly byte[] Report = "Subject: Undelivered\r\n\r\n\xFFraw"u8.ToArray();

    private readonly List<byte[]> _handled = [];

    [Fact]
    public async Task Report_with_the_secret_is_handed_on_byte_for_byte()
    {
        await using var site = await StartAsync(new DeliveryReportOptions { SharedSecret = Secret });
        using var answer = await PostAsync(site, "Bearer " + Secret);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(Report, Assert.Single(_handled));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer 0123456789abcdef0123456789abcdeF")]
    [InlineData("Bearer 0123456789abcdef0123456789abcdef0")]
    [InlineData("Bearer 0123456789abcdef")]
    [InlineData("Basic 0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public async Task Report_without_the_secret_is_refused(string? authorization)
    {
        await using var site = await StartAsync(new DeliveryReportOptions { SharedSecret = Secret });
        using var answer = await PostAsync(site, authorization);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.Empty(_handled);
    }

    [Fact]
    public async Task Report_may_be_signed_as_a_webhook_instead()
    {
        var clock = new ManualClock();
        ImmutableArray<WebhookSecret> secrets = [WebhookSecret.Create(new byte[32])];
        await using var site = await StartAsync(new DeliveryReportOptions
        {
            IsGenuine = (headers, body) => WebhookSignature.Verify(
                new WebhookHeaders(headers[WebhookHeaders.IdName], headers[WebhookHeaders.TimestampName], headers[WebhookHeaders.SignatureName]),
                body.Span,
                secrets,
                clock.Now) == WebhookVerdict.Genuine,
        });
        var signed = WebhookSignature.Sign("msg_1", clock.Now, Report, secrets);
        using var genuine = await PostAsync(site, authorization: null, signed);
        using var altered = await PostAsync(site, authorization: null, signed with { Id = "msg_2" });
        using var none = await PostAsync(site, authorization: null);
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], [genuine.StatusCode, altered.StatusCode, none.StatusCode]);
        Assert.Single(_handled);
    }

    [Theory]
    [InlineData(1024, false, HttpStatusCode.NoContent)]
    [InlineData(1025, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(1024, true, HttpStatusCode.NoContent)]
    [InlineData(1025, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Report_of_more_bytes_than_agreed_is_refused(int bytes, bool isChunked, HttpStatusCode expected)
    {
        await using var site = await StartAsync(new DeliveryReportOptions { SharedSecret = Secret, MaxBytes = 1024 });
        using var answer = await PostAsync(site, "Bearer " + Secret, body: new byte[bytes], isChunked: isChunked);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.NoContent ? 1 : 0, _handled.Count);
    }

    [Theory]
    [InlineData("message/rfc822", HttpStatusCode.NoContent)]
    [InlineData("message/rfc822; charset=utf-8", HttpStatusCode.NoContent)]
    [InlineData("message/global", HttpStatusCode.NoContent)]
    [InlineData("application/octet-stream", HttpStatusCode.NoContent)]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, HttpStatusCode.UnsupportedMediaType)]
    public async Task Only_messages_are_taken(string? type, HttpStatusCode expected)
    {
        await using var site = await StartAsync(new DeliveryReportOptions { SharedSecret = Secret });
        using var answer = await PostAsync(site, "Bearer " + Secret, type: type);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Store_that_fails_has_the_report_come_again()
    {
        await using var site = await StartAsync(new DeliveryReportOptions { SharedSecret = Secret }, (_, _) => throw new CrmStoreException());
        using var answer = await PostAsync(site, "Bearer " + Secret);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(120)), (answer.StatusCode, answer.Headers.RetryAfter!.Delta));
    }

    [Fact]
    public async Task Fetching_is_refused()
    {
        await using var site = await StartAsync(new DeliveryReportOptions { SharedSecret = Secret });
        using var answer = await site.Client.GetAsync(new Uri("/bounces", UriKind.Relative));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Fact]
    public void Options_that_leave_the_door_open_are_refused()
    {
        var routes = Microsoft.AspNetCore.Builder.WebApplication.CreateSlimBuilder().Build();
        DeliveryReportOptions[] wrong =
        [
            new(), new() { SharedSecret = "short" }, new() { SharedSecret = Secret, IsGenuine = (_, _) => true },
            new() { SharedSecret = Secret, MaxBytes = 10 }, new() { SharedSecret = Secret, MaxBytes = int.MaxValue },
        ];
        Assert.All(wrong, options => Assert.ThrowsAny<ArgumentException>(() => routes.MapCrmKitDeliveryReports("/bounces", options, (_, _) => Task.CompletedTask)));
        Assert.DoesNotContain(Secret, new DeliveryReportOptions { SharedSecret = Secret }.ToString(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(
        LoopbackSite site, string? authorization, WebhookHeaders? signed = null, byte[]? body = null, string? type = "message/rfc822", bool isChunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/bounces") { Content = new ByteArrayContent(body ?? Report) };
        request.Headers.TransferEncodingChunked = isChunked;
        if (type is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (signed is not null)
        {
            request.Headers.Add(WebhookHeaders.IdName, signed.Id);
            request.Headers.Add(WebhookHeaders.TimestampName, signed.Timestamp);
            request.Headers.Add(WebhookHeaders.SignatureName, signed.Signature);
        }

        return await site.Client.SendAsync(request);
    }

    private Task<LoopbackSite> StartAsync(DeliveryReportOptions options, Func<ReadOnlyMemory<byte>, CancellationToken, Task>? handler = null) =>
        LoopbackSite.StartAsync(app => app.MapCrmKitDeliveryReports("/bounces", options, handler ?? Handle));

    private Task Handle(ReadOnlyMemory<byte> report, CancellationToken cancellationToken)
    {
        _handled.Add(report.ToArray());
        return Task.CompletedTask;
    }
}

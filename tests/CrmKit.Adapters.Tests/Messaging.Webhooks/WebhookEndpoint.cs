using System.Collections.Concurrent;
using CrmKit.Adapters.Tests.AspNetCore;
using CrmKit.Messaging.Webhooks;
using CrmKit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CrmKit.Adapters.Tests.Messaging.Webhooks;

/// <summary>An endpoint on loopback, and a sender that may reach it.</summary>
internal sealed class WebhookEndpoint : IAsyncDisposable
{
    private readonly LoopbackSite _site;

    private WebhookEndpoint(LoopbackSite site, ConcurrentQueue<ReceivedWebhook> received)
    {
        _site = site;
        Received = received;
    }

    public static WebhookSecret Secret { get; } = WebhookSecret.Create([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    public ConcurrentQueue<ReceivedWebhook> Received { get; }

    public ManualClock Clock { get; } = new();

    public WebhookOptions Options => new()
    {
        Endpoint = new Uri(_site.Address, "/hook"),
        Secrets = [Secret],
        AllowHttp = true,
        AllowPrivateAddresses = true,
        Timeout = Duration.FromSeconds(10),
    };

    public static Task<WebhookEndpoint> AnsweringAsync(int status, string? retryAfter = null) => StartAsync(context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return Task.CompletedTask;
    });

    public static async Task<WebhookEndpoint> StartAsync(RequestDelegate answer, bool isSecure = false)
    {
        var received = new ConcurrentQueue<ReceivedWebhook>();
        var site = await LoopbackSite.StartAsync(
            app => app.Run(async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body, context.RequestAborted);
                var headers = context.Request.Headers;
                received.Enqueue(new ReceivedWebhook(
                    context.Request.Method,
                    context.Request.Path,
                    new WebhookHeaders(headers[WebhookHeaders.IdName], headers[WebhookHeaders.TimestampName], headers[WebhookHeaders.SignatureName]),
                    [.. headers.Keys],
                    headers.ContentType,
                    body.ToArray()));
                await answer(context);
            }),
            isSecure: isSecure);
        return new WebhookEndpoint(site, received);
    }

    public WebhookSender Sender(WebhookOptions? options = null) => new(options ?? Options, Clock);

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}

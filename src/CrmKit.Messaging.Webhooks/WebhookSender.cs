using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmKit.Messaging.Webhooks;

/// <summary>Hands messages to an HTTP endpoint of the program's own choosing, signed by Standard Webhooks 1.0.0.</summary>
/// <remarks>
/// <para>
/// Thread-safe. A 2xx is accepted; redirects are never followed and count as failures; after a 410 nothing is sent to the endpoint any more, for as long as this sender lives; 429 and 503 are
/// obeyed where they say for how long; everything else, a timeout and a connection that breaks included, is tried again on the <see cref="WebhookSchedule"/>. The id is the
/// same in every attempt, so that an endpoint which has taken a message and could not say so recognises it.
/// </para>
/// <para>Answers are not read beyond their headers, and neither they nor addresses are logged. Proxies are not used: the address that is judged is the one that is connected to.</para>
/// </remarks>
public sealed partial class WebhookSender : IContactSender, IDisposable
{
    private const int LargestPayload = 1024 * 1024;
    private static readonly Duration LongestWait = Duration.FromDays(30);

    private readonly WebhookOptions _options;
    private readonly IClock _clock;
    private readonly ILogger _logger;
    private readonly HttpClient _client;
    private readonly Lock _lock = new();
    private Instant _quietUntil = Instant.MinValue;
    private volatile bool _isGone;

    /// <summary>Creates a sender. Nothing is connected to before the first message.</summary>
    /// <param name="options">Where webhooks go.</param>
    /// <param name="clock">The clock of timestamps; the system's where not given.</param>
    /// <param name="logger">Where an endpoint that is gone is told; nowhere unless given.</param>
    /// <exception cref="ArgumentException">The endpoint has another form, or there is no secret.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public WebhookSender(WebhookOptions options, IClock? clock = null, ILogger<WebhookSender>? logger = null)
    {
        _options = WebhookOptions.Checked(options);
        _clock = clock ?? SystemClock.Instance;
        _logger = logger ?? NullLogger<WebhookSender>.Instance;
        _client = new HttpClient(HandlerOf(_options), disposeHandler: true) { Timeout = options.Timeout.ToTimeSpan() };
    }

    /// <inheritdoc/>
    public Channel Channel => _options.Channel;

    /// <summary>Whether the endpoint answered 410: it wants nothing any more, and nothing is sent there. A new sender tries anew.</summary>
    public bool IsGone => _isGone;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The message's id cannot be a webhook's.</exception>
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested();
        if (_isGone)
        {
            return SendOutcome.GiveUp("endpoint-gone");
        }

        var now = _clock.GetCurrentInstant();
        if (QuietUntil() is var until && until > now)
        {
            return SendOutcome.RetryAfter(until - now, "endpoint-throttled");
        }

        var payload = WebhookPayload.Of(message);
        if (payload.Length > LargestPayload)
        {
            return SendOutcome.GiveUp("payload-too-large");
        }

        using var request = RequestOf("msg_" + message.Id, now, payload);
        try
        {
            // What has begun is finished, or runs out of time: an attempt that is broken off may have arrived.
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, CancellationToken.None).ConfigureAwait(false);
            return OutcomeOf(response, message);
        }
        catch (OperationCanceledException)
        {
            return Failed(message, "timeout");
        }
        catch (HttpRequestException error)
        {
            return Failed(message, error.InnerException is AddressNotAllowedException ? "address-not-allowed" : CodeOf(error.HttpRequestError));
        }
        catch (IOException)
        {
            return Failed(message, "connection");
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _client.Dispose();

    private static SocketsHttpHandler HandlerOf(WebhookOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 4096,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        MaxConnectionsPerServer = options.MaxConnections,

        // Names move: a connection is not kept for longer than a name may be trusted.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectTimeout = options.Timeout.ToTimeSpan(),
        ActivityHeadersPropagator = null,
        ConnectCallback = (context, cancellationToken) => PublicConnections.ConnectAsync(context, options.AllowPrivateAddresses, cancellationToken),
    };

    private static string CodeOf(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "name-resolution",
        HttpRequestError.SecureConnectionError => "tls",
        _ => "connection",
    };

    private HttpRequestMessage RequestOf(string id, Instant now, byte[] payload)
    {
        var headers = WebhookSignature.Sign(id, now, payload, _options.Secrets);
        var request = new HttpRequestMessage(HttpMethod.Post, _options.Endpoint) { Content = new ByteArrayContent(payload) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("CrmKit", null));
        request.Headers.Add(WebhookHeaders.IdName, headers.Id);
        request.Headers.Add(WebhookHeaders.TimestampName, headers.Timestamp);
        request.Headers.Add(WebhookHeaders.SignatureName, headers.Signature);
        return request;
    }

    private SendOutcome OutcomeOf(HttpResponseMessage response, OutgoingMessage message)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"http-{(int)response.StatusCode}");
        if (response.IsSuccessStatusCode)
        {
            return SendOutcome.Accepted;
        }

        if (response.StatusCode == HttpStatusCode.Gone)
        {
            _isGone = true;
            LogGone(message.Id);
            return SendOutcome.GiveUp(code);
        }

        if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && WaitOf(response.Headers.RetryAfter) is { } wait)
        {
            Quieten(_clock.GetCurrentInstant() + wait);
            return Failed(message, code, wait);
        }

        return Failed(message, code);
    }

    /// <summary>How long the endpoint asks us to wait: seconds, or a date by its clock.</summary>
    private Duration? WaitOf(RetryConditionHeaderValue? asked)
    {
        var wait = asked switch
        {
            { Delta: { } delta } => Duration.FromTimeSpan(delta),
            { Date: { } date } => Instant.FromDateTimeOffset(date) - _clock.GetCurrentInstant(),
            _ => (Duration?)null,
        };
        return wait is { } some ? Duration.Max(Duration.Zero, Duration.Min(some, LongestWait)) : null;
    }

    private static SendOutcome Failed(OutgoingMessage message, string code, Duration? atLeast = null) =>
        WebhookSchedule.WaitAfter(message.Attempt, message.Id) is { } wait
            ? SendOutcome.RetryAfter(Duration.Max(wait, atLeast ?? Duration.Zero), code)
            : SendOutcome.GiveUp(code);

    private Instant QuietUntil()
    {
        lock (_lock)
        {
            return _quietUntil;
        }
    }

    private void Quieten(Instant until)
    {
        lock (_lock)
        {
            _quietUntil = Instant.Max(_quietUntil, until);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Message {MessageId}: the webhook's endpoint answered 410 Gone; nothing is sent there any more until the program starts anew.")]
    private partial void LogGone(string messageId);
}

namespace CrmKit.Messaging.Webhooks;

/// <summary>Where webhooks go, and what is allowed there.</summary>
public sealed record WebhookOptions
{
    /// <summary>The endpoint; https unless <see cref="AllowHttp"/>, without user and fragment.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The secrets shared with the endpoint, the current one first. While one replaces another both sign, so that the other side may change over when it likes. 1 to 4.</summary>
    public required ImmutableArray<WebhookSecret> Secrets { get; init; }

    /// <summary>The channel whose messages the endpoint delivers. Default <see cref="Channel.Email"/>.</summary>
    public Channel Channel { get; init; } = Channel.Email;

    /// <summary>How long an attempt may take, from looking up the name to the answer's headers. 1 to 60 seconds, default 20 seconds.</summary>
    public Duration Timeout { get; init; } = Duration.FromSeconds(20);

    /// <summary>Connections at once. 1 to 256, default 8.</summary>
    public int MaxConnections { get; init; } = 8;

    /// <summary>Whether the endpoint may be http, so that whoever is on the way reads along. Default <c>false</c>.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Whether the endpoint may be at an address that is not public, such as loopback or a machine behind the same firewall. Default <c>false</c>.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>The channel alone: an endpoint's address may hold a secret.</summary>
    public override string ToString() => $"Webhooks for {Channel}";

    internal static WebhookOptions Checked(WebhookOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var endpoint = options.Endpoint;
        if (endpoint is null || !endpoint.IsAbsoluteUri || !options.IsAllowedScheme(endpoint.Scheme) || endpoint.UserInfo.Length > 0 || endpoint.Fragment.Length > 0)
        {
            throw new ArgumentException($"A webhook's endpoint is an absolute {(options.AllowHttp ? "http or https" : "https")} address without user and fragment.", nameof(options));
        }

        if (options.Secrets.IsDefault || options.Secrets.Length is < 1 or > 4 || options.Secrets.Contains(default))
        {
            throw new ArgumentException("A webhook has 1 to 4 secrets.", nameof(options));
        }

        Check(Enum.IsDefined(options.Channel), nameof(Channel), options.Channel, "a known channel");
        Check(options.Timeout >= Duration.FromSeconds(1) && options.Timeout <= Duration.FromSeconds(60), nameof(Timeout), options.Timeout, "1 to 60 seconds");
        Check(options.MaxConnections is >= 1 and <= 256, nameof(MaxConnections), options.MaxConnections, "1 to 256");
        return options;
    }

    private bool IsAllowedScheme(string scheme) => scheme == Uri.UriSchemeHttps || (AllowHttp && scheme == Uri.UriSchemeHttp);

    private static void Check(bool holds, string name, object value, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
        }
    }
}

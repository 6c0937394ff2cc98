using System.Net;
using CrmKit.Messaging;
using CrmKit.Messaging.Webhooks;

namespace CrmKit.Adapters.Tests.Messaging.Webhooks;

public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("172.15.0.1")]
    [InlineData("172.32.0.1")]
    [InlineData("192.167.1.1")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    public void Address_of_the_internet_is_public(string address) => Assert.True(WebhookAddresses.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456:789a::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Any_other_address_is_not(string address) => Assert.False(WebhookAddresses.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("017700000001")]
    public async Task Own_machine_is_not_reached_however_it_is_written(string host)
    {
        await using var endpoint = await WebhookEndpoint.AnsweringAsync(200);
        var address = new UriBuilder(endpoint.Options.Endpoint) { Host = host }.Uri;
        using var reaching = endpoint.Sender(endpoint.Options with { Endpoint = address });
        Assert.Equal(SendOutcome.Accepted, await reaching.SendAsync(SampleMessage.Create(), CancellationToken.None));
        endpoint.Received.Clear();

        using var sender = endpoint.Sender(endpoint.Options with { Endpoint = address, AllowPrivateAddresses = false });
        var outcome = await sender.SendAsync(SampleMessage.Create(), CancellationToken.None);
        Assert.Equal((SendRemedy.Retry, "address-not-allowed"), (outcome.Remedy, outcome.Detail));
        Assert.Empty(endpoint.Received);
    }

    [Theory]
    [InlineData("https://10.0.0.1/hook")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/hook")]
    [InlineData("https://[fd00::1]/hook")]
    public async Task Address_behind_the_firewall_is_not_asked(string endpoint)
    {
        using var sender = new WebhookSender(new WebhookOptions { Endpoint = new Uri(endpoint), Secrets = [WebhookEndpoint.Secret] });
        Assert.Equal("address-not-allowed", (await sender.SendAsync(SampleMessage.Create(), CancellationToken.None)).Detail);
    }

    [Theory]
    [InlineData("http://shop.example/hook")]
    [InlineData("ftp://shop.example/hook")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/hook")]
    [InlineData("https://user:word@shop.example/hook")]
    [InlineData("https://shop.example/hook#x")]
    public void Endpoint_of_another_form_is_refused_without_being_told(string endpoint)
    {
        var options = new WebhookOptions { Endpoint = new Uri(endpoint, UriKind.RelativeOrAbsolute), Secrets = [WebhookEndpoint.Secret] };
        var error = Assert.Throws<ArgumentException>(() => new WebhookSender(options));
        Assert.DoesNotContain("hook", error.Message.Replace("webhook", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("hook", options.ToString().Replace("Webhook", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_outside_their_range_are_refused()
    {
        var options = new WebhookOptions { Endpoint = new Uri("https://shop.example/hook"), Secrets = [WebhookEndpoint.Secret] };
        Assert.Throws<ArgumentException>(() => new WebhookSender(options with { Secrets = [] }));
        Assert.Throws<ArgumentException>(() => new WebhookSender(options with { Secrets = [default] }));
        Assert.Throws<ArgumentException>(() => new WebhookSender(options with { Secrets = [.. Enumerable.Repeat(WebhookEndpoint.Secret, 5)] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WebhookSender(options with { Timeout = Duration.FromMinutes(2) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WebhookSender(options with { MaxConnections = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WebhookSender(options with { Channel = (Channel)99 }));
    }
}

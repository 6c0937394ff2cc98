using System.Net;
using CrmKit.Messaging;
using CrmKit.Messaging.Smtp;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging.Smtp;

/// <summary>STARTTLS with a certificate that this host does not trust: <c>CRMKIT_SMTP_TLS</c> as host:port;certificate.</summary>
[Collection(OneSmtpServer.Name)]
public sealed class SmtpTlsTests
{
    private const string Variable = "CRMKIT_SMTP_TLS";

    [TlsFact]
    public async Task Certificate_that_nobody_trusts_gets_nothing()
    {
        var server = Environment.GetEnvironmentVariable(Variable)!.Split(';')[0].Split(':');
        using var sender = new SmtpSender(
            new SmtpSenderOptions { Host = server[0], Port = int.Parse(server[1], CultureInfo.InvariantCulture), From = "shop@example.com", Credentials = new NetworkCredential("shop", "secret") }, new RotatingKeyRing());
        Assert.Equal(SendOutcome.RetryAfter(Duration.FromMinutes(10), "smtp-certificate"), await sender.SendAsync(SampleMessage.Create(), CancellationToken.None));
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class TlsFactAttribute : FactAttribute
    {
        public TlsFactAttribute() => Skip = SmtpFactAttribute.Missing(Variable);
    }
}

using System.Text;
using System.Text.RegularExpressions;
using CrmKit.Messaging;
using CrmKit.Messaging.Smtp;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging.Smtp;

/// <summary>Real bounces of a real mail server: the Postfix that tests/services/postfix.sh started, named by <c>CRMKIT_POSTFIX</c> as host:port;mailbox.</summary>
[Collection(OneSmtpServer.Name)]
public sealed class PostfixTests
{
    [PostfixTheory]
    [InlineData("nobody", "example.com", DeliveryKind.Hard, "5.1.1")]
    [InlineData("full", "example.com", DeliveryKind.Soft, "5.2.2")]
    [InlineData("anna", "elsewhere.example", DeliveryKind.Hard, "5.1.2")]
    public async Task Bounce_is_read_as_what_it_is_and_verified_to_be_of_our_message(string local, string domain, DeliveryKind kind, string status)
    {
        var parts = Environment.GetEnvironmentVariable(PostfixTheoryAttribute.Variable)!.Split(';');
        var server = parts[0].Split(':');
        var keys = new RotatingKeyRing();
        using var sender = new SmtpSender(
            new SmtpSenderOptions { Host = server[0], Port = int.Parse(server[1], CultureInfo.InvariantCulture), Security = SmtpSecurity.PlainOnLoopback, From = "bounces@example.com" }, keys);
        var message = SampleMessage.Create(email: $"{local}@{domain}") with { Id = Guid.NewGuid().ToString("N") };
        Assert.Equal(SendOutcome.Accepted, await sender.SendAsync(message, CancellationToken.None));

        var ids = new MessageIds(keys, "example.com");
        var report = await WaitAsync(parts[1], found => ids.Verified(found.MessageId) == message.Id);
        Assert.Equal((kind, status), (report.Kind, report.Status?.ToString()));
        Assert.Null(new MessageIds(new FixedKeyRing([.. Enumerable.Repeat((byte)9, 32)]), "example.com").Verified(report.MessageId));
    }

    private static async Task<DeliveryReport> WaitAsync(string mailbox, Func<DeliveryReport, bool> isMeant)
    {
        for (var attempt = 0; attempt < 150; attempt++)
        {
            // A mailbox file begins each mail with a line of its own.
            var mails = File.Exists(mailbox) ? Regex.Split(await File.ReadAllTextAsync(mailbox, Encoding.Latin1), "(?m)^From MAILER-DAEMON .*\n") : [];
            if (mails.Select(mail => DeliveryReportReader.Read(Encoding.Latin1.GetBytes(mail))).FirstOrDefault(isMeant) is { } report)
            {
                return report;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("No bounce of the message came within 15 seconds.");
    }
}

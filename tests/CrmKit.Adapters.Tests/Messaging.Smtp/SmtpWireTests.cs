using System.Text;
using CrmKit.Messaging;
using CrmKit.Messaging.Smtp;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging.Smtp;

/// <summary>What an independent server saw of messages made of hostile words.</summary>
[Collection(OneSmtpServer.Name)]
public sealed class SmtpWireTests
{
    private static readonly string[] Words =
        ["a", "ü", "\U0001F600", "\ud83d", "\"", "\\", "<", ">", ",", ";", ":", " ", "\t", "\r", "\n", "\r\n", "\0", "\u0085", "\u2028", "\r\nBcc: eve@example.com", "\r\n.\r\n", ".", "=?utf-8?Q?x?=", "=", "<eve@example.com>", "\r\n\r\n", "-", "--"];

    // The server parses and writes some hundred messages a second: a twentieth of the flag's size goes over the wire.
    [SmtpFact]
    public async Task Nothing_that_is_accepted_breaks_out_of_its_place()
    {
        var known = SmtpServer.Known();
        using var sender = new SmtpSender(
            new SmtpSenderOptions { Host = SmtpServer.Host, Port = SmtpServer.Port, Security = SmtpSecurity.PlainOnLoopback, From = "shop@example.com", FromName = "Shop", Connections = 8 }, new RotatingKeyRing());
        var count = Math.Max(200, HostileInput.Count(4_000) / 20);
        var refused = new System.Collections.Concurrent.ConcurrentBag<(string Address, SendOutcome Outcome)>();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (seed, cancellationToken) =>
        {
            var random = new Random(seed);
            var local = "p" + string.Concat(HostileInput.Text(random, Words, 5).Where(c => c < 128)) + random.Next(1000).ToString(CultureInfo.InvariantCulture);
            if (!ContactPoint.TryParse(Channel.Email, local + "@example.com", out var point))
            {
                point = A.Email("anna");
            }

            var message = SampleMessage.Create("x" + HostileInput.Text(random, Words, 30), HostileInput.Text(random, Words), HostileInput.Text(random, Words, 20));
            message = message with { Id = seed.ToString("x32", CultureInfo.InvariantCulture), To = point, Text = message.Text with { Html = random.Next(2) == 0 ? null : HostileInput.Text(random, Words) } };
            if (await sender.SendAsync(message, cancellationToken) is { Remedy: not SendRemedy.None } outcome)
            {
                refused.Add((message.To.Address, outcome));
            }
        });
        var arrived = SmtpServer.Since(known);
        Assert.Empty(refused);
        Assert.Equal(count, arrived.Length);
        Assert.All(arrived, pair =>
        {
            var octets = pair.Message.Content.Span;
            Assert.False(octets.Contains((byte)0));
            Assert.True(octets.IndexOfAnyInRange((byte)128, (byte)255) < 0);
            var text = Encoding.ASCII.GetString(octets);
            Assert.DoesNotContain('\r', text.Replace("\r\n", string.Empty, StringComparison.Ordinal));
            Assert.DoesNotContain('\n', text.Replace("\r\n", string.Empty, StringComparison.Ordinal));
            Assert.Equal("shop@example.com", pair.Envelope.From);
            var headers = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n").Where(line => line[0] is not (' ' or '\t')).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)]).ToList();
            Assert.Equal(headers.Count, headers.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.Subset(
                new HashSet<string>(["Message-ID", "List-Unsubscribe", "MIME-Version", "From", "To", "Date", "Subject", "Content-Type", "Content-Transfer-Encoding"], StringComparer.Ordinal),
                new HashSet<string>(headers, StringComparer.Ordinal));
        });
    }
}

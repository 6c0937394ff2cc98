using System.Text;
using CrmKit.Messaging;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging;

/// <summary>Addresses, headers, templates and delivery reports of anybody: only documented exceptions, bounded time and memory.</summary>
public sealed class HostileMailTests
{
    private static readonly string[] Words =
    [
        "a", "anna", "@", "example.com", ".", "..", "ü", "日本", "\U0001F600", "\ud83d", "\"", "\\", "<", ">", ",", ";", ":", " ", "\t", "\r", "\n", "\r\n", "\0", "\u0085", "\u2028", "\u200b", "\r\nBcc: eve@example.com", "=?utf-8?Q?x?=",
        "=", "_", "xn--", "-", "(", ")", "[127.0.0.1]", "%0d%0a", "'",
    ];

    private static readonly string[] TemplateWords =
        ["{{", "}}", "{", "}", "{{name}}", "{{ a.b }}", "<", ">", "\"", "'", "<p>", "</p>", "<a href=\"", "<!--", "-->", "<script>", "</script>", "<style", "=", " ", "\n", "ü", "&amp;", "<title>", "/>"];

    [Fact]
    public void Address_is_one_or_is_refused_and_holds_no_line_break() => HostileInput.Run(
        random => HostileInput.Text(random, Words, 12) + (random.Next(2) == 0 ? "@example.com" : string.Empty),
        text =>
        {
            if (ContactPoint.TryParse(Channel.Email, text, out var point))
            {
                Assert.DoesNotContain(point.Address, c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"' or '\\');
            }
        });

    [Fact]
    public void Headers_hold_no_line_break_and_nothing_beyond_ASCII() => HostileInput.Run(
        random => (Subject: HostileInput.Text(random, Words), Link: "https://example.com/" + HostileInput.Text(random, Words, 20)),
        input =>
        {
            var message = SampleMessage.Create(input.Subject) with { UnsubscribeLink = Uri.TryCreate(input.Link, UriKind.Absolute, out var link) ? link : null };
            Assert.DoesNotContain(MailHeaders.Subject(input.Subject), c => c is < ' ' or > '~');
            try
            {
                foreach (var (_, value) in MailHeaders.Of(message, "<id@example.com>", A.Email("shop")))
                {
                    Assert.DoesNotContain(value, c => c is < ' ' or > '~');
                }
            }
            catch (FormatException)
            {
                // Documented: the link fits no header.
            }
        });

    [Fact]
    public void Templates_are_refused_or_filled_and_no_value_becomes_markup() => HostileInput.Run(
        random => (Html: HostileInput.Text(random, random.Next(4) == 0 ? TemplateWords : TemplateWords[4..], 20), Value: "x" + HostileInput.Text(random, TemplateWords, 10)),
        input =>
        {
            try
            {
                var filled = new MessageTemplate("Hello", "Hello", input.Html).Fill(_ => input.Value, out _);
                var plain = new MessageTemplate("Hello", "Hello", input.Html).Fill(_ => "x", out _);
                Assert.Equal(plain!.Html!.Count(c => c is '<' or '>' or '"' or '\''), filled!.Html!.Count(c => c is '<' or '>' or '"' or '\''));
            }
            catch (FormatException)
            {
                // Documented: no template.
            }
        });

    [Fact]
    public void Template_that_grows_beyond_bounds_is_refused()
    {
        var many = new MessageTemplate("x", string.Concat(Enumerable.Repeat("{{a}}", 20_000)));
        var value = new string('x', 1_000_000);
        HostileInput.Measure(() => Assert.Throws<FormatException>(() => many.Fill(_ => value, out _)));
        HostileInput.Measure(() => Assert.Throws<FormatException>(() => new MessageTemplate("x", new string('{', 100_000))));
        HostileInput.Measure(() => _ = new MessageTemplate("x", "x", string.Concat(Enumerable.Repeat("<script ", 12_500))));
    }

    [Fact]
    public void Report_is_an_answer_whatever_the_octets() => HostileInput.Run(
        random => Encoding.UTF8.GetBytes(HostileReport(random)),
        mail => Assert.True(Enum.IsDefined(DeliveryReportReader.Read(mail).Kind)));

    [Fact]
    public void Report_made_to_cost_much_is_read_in_bounds()
    {
        foreach (var mail in Costly())
        {
            var octets = Encoding.Latin1.GetBytes(mail);
            HostileInput.Measure(() => DeliveryReportReader.Read(octets));
        }
    }

    private static string HostileReport(Random random)
    {
        string[] samples = [Reports.Postfix(), Reports.Abuse(), Reports.Vacation(), Reports.Delayed()];
        var text = new StringBuilder(samples[random.Next(samples.Length)]);
        for (var changes = random.Next(12); changes > 0 && text.Length > 0; changes--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text.Insert(at, Words[random.Next(Words.Length)]);
                    break;
                case 1:
                    text.Remove(at, Math.Min(random.Next(200), text.Length - at));
                    break;
                case 2:
                    text.Insert(at, text.ToString(at, Math.Min(random.Next(400), text.Length - at)));
                    break;
                default:
                    text[at] = (char)random.Next(256);
                    break;
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Costly()
    {
        const string Head = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n";
        yield return new string('\n', 1 << 20);
        yield return new string('a', 1 << 20);
        yield return string.Concat(Enumerable.Repeat("a:\n", 350_000));
        yield return string.Concat(Enumerable.Repeat(" \n", 500_000));
        yield return "Content-Type: " + new string(';', 1 << 20);
        yield return "Content-Type: multipart/mixed; " + string.Concat(Enumerable.Repeat("a=\"", 300_000));
        yield return Head + new string('\n', 1 << 20);
        yield return Head + string.Concat(Enumerable.Repeat("a:b\n\n", 200_000));
        yield return Head + string.Concat(Enumerable.Repeat("Action: failed\n\n", 60_000));
        yield return Head + string.Concat(Enumerable.Repeat("--b\n", 250_000));
        yield return Head.Replace("\r\n\r\n--b\r\nContent-Type: message/delivery-status", "\r\n\r\n--b\r\nContent-Transfer-Encoding: base64\r\nContent-Type: message/delivery-status", StringComparison.Ordinal) + string.Concat(Enumerable.Repeat("QWN0", 250_000));
        yield return Head.Replace("\r\n\r\n--b\r\nContent-Type: message/delivery-status", "\r\n\r\n--b\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: message/delivery-status", StringComparison.Ordinal) + new string('=', 1 << 20);
        yield return string.Concat(Enumerable.Range(0, 10_000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n"));
        yield return "Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\nContent-Type: multipart/mixed; boundary=c\n\n" + string.Concat(Enumerable.Repeat("--c\n\n", 100)), 1_500));
    }
}

using System.Net.Mail;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace CrmKit.EndToEnd.Tests.QuickStart;

/// <summary>The main job on real purchases, as a newcomer runs it: the printed figures are the published ones.</summary>
[Collection(ProcessWide.Name)]
public sealed partial class QuickStartTests(ITestOutputHelper log)
{
    [Fact]
    public void Quick_start_prints_the_published_figures_and_sends_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        var (first, firstTime) = SampleProgram.Run("QuickStart", folder.Path, "shop");
        Assert.Contains("6,919 purchases and 2,357 customers", first, StringComparison.Ordinal);
        Assert.Contains("2,357 customers had bought by 1997-09-30.", first, StringComparison.Ordinal);
        AssertParameters(first);
        var messages = Messages(folder);
        var sent = int.Parse(Sent().Match(first).Groups["count"].Value, CultureInfo.InvariantCulture);
        Assert.True(sent > 0);
        Assert.Equal(sent, messages.Count);
        Assert.All(messages.Values, AssertMessage);
        AssertReport(File.ReadAllText(Path.Combine(folder["shop"], "report.html")));

        var (second, secondTime) = SampleProgram.Run("QuickStart", folder.Path, "shop");
        Assert.Contains("Imported nothing new", second, StringComparison.Ordinal);
        Assert.Contains($"{sent} of today's contacts had been sent before: nothing was sent twice.", second, StringComparison.Ordinal);
        Assert.Contains("Sent 0 messages;", second, StringComparison.Ordinal);
        AssertParameters(second);
        Assert.Equal(messages, Messages(folder));

        // Ten seconds of one's life is the promise; a machine that others use too is judged by the processor time that the program took.
        log.WriteLine($"processor time {firstTime.TotalSeconds:F1} s, again {secondTime.TotalSeconds:F1} s");
        Assert.InRange(firstTime, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.InRange(secondTime, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Own_orders_prints_five_customers()
    {
        using var folder = new TemporaryFolder();
        var (output, _) = SampleProgram.Run("OwnOrders", folder.Path);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        var expected = lines.Select(line => double.Parse(Expected().Match(line).Groups["count"].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.All(expected, count => Assert.InRange(count, 1, 90));
        Assert.Equal(expected.OrderDescending(), expected);
    }

    private static void AssertParameters(string output)
    {
        // Exact-day weeks of the CDNOW purchases; the digits are those of the reference fit, cut where the sample stops printing.
        var model = BgNbd().Match(output).Groups;
        Assert.Equal(["0.242595", "4.41360", "0.792922", "2.42591", "-9582.429"], new[] { "r", "alpha", "a", "b", "ll" }.Select(name => model[name].Value));
        var spend = GammaGamma().Match(output).Groups;
        Assert.Equal(["6.24957", "3.74422", "15.4435"], new[] { "p", "q", "gamma" }.Select(name => spend[name].Value));
    }

    private static void AssertMessage(string text)
    {
        var message = EmlFile.Parse(text);
        Assert.Equal("<mailto:shop@example.com?subject=stop>", message.Headers["List-Unsubscribe"]);
        Assert.EndsWith("@example.com", new MailAddress(message.Headers["To"]).Address, StringComparison.Ordinal);
        Assert.Equal("shop@example.com", new MailAddress(message.Headers["From"]).Address);
        Assert.NotEmpty(message.Headers["Subject"]);
        Assert.NotEmpty(message.Headers["Message-ID"]);
        Assert.NotEmpty(message.Body.Trim());
        var date = DateTimeOffset.ParseExact(message.Headers["Date"], "ddd, dd MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture);
        Assert.Equal((1997, 10), (date.Year, date.Month));
        Assert.InRange(date.Hour, 8, 19);
    }

    private static void AssertReport(string html)
    {
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.Contains("2,357", html, StringComparison.Ordinal);

        // Nothing is fetched: no address in it is followed by a browser that shows it.
        Assert.DoesNotMatch(Fetched(), html);
    }

    private static Dictionary<string, string> Messages(TemporaryFolder folder) =>
        Directory.EnumerateFiles(Path.Combine(folder["shop"], "outbox")).Order().ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

    [GeneratedRegex(@"^Sent (?<count>\d+) messages", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Sent();

    [GeneratedRegex(@"(?<count>[\d.]+) purchases in 90 days", RegexOptions.ExplicitCapture)]
    private static partial Regex Expected();

    [GeneratedRegex(@"BG/NBD +r (?<r>\S+) +alpha (?<alpha>\S+) +a (?<a>\S+) +b (?<b>\S+) +log-likelihood (?<ll>\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex BgNbd();

    [GeneratedRegex(@"Gamma-Gamma +p (?<p>\S+) +q (?<q>\S+) +gamma (?<gamma>\S+)", RegexOptions.ExplicitCapture)]
    private static partial Regex GammaGamma();

    [GeneratedRegex(@"https?://(?!www\.w3\.org/)|src\s*=|href\s*=\s*(?!""#)|url\(|@import|<script|<link", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Fetched();
}

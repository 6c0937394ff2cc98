using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace CrmKit.EndToEnd.Tests.Samples;

/// <summary>A contact desk on the web: whoever follows the link of a message that is planned, and presses the button, does not get it.</summary>
[Collection(ProcessWide.Name)]
public sealed partial class ContactDeskTests
{
    [Fact]
    public async Task Contact_whose_link_is_used_is_stopped_and_all_others_leave()
    {
        using var folder = new TemporaryFolder();
        using var process = Start(folder.Path);
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = await AddressAsync(process).WaitAsync(TimeSpan.FromMinutes(2)) };
            var planned = await client.GetStringAsync(new Uri("/", UriKind.Relative));
            var first = Row().Match(planned);
            Assert.True(first.Success, planned);
            var link = new Uri(first.Groups["link"].Value, UriKind.Relative);
            Assert.Contains("expected value", await client.GetStringAsync(new Uri("/why/" + first.Groups["customer"].Value, UriKind.Relative)), StringComparison.Ordinal);

            Assert.Contains("<button", await client.GetStringAsync(link), StringComparison.Ordinal);
            Assert.Equal(planned, await client.GetStringAsync(new Uri("/", UriKind.Relative)));
            using var click = await client.PostAsync(link, new StringContent("List-Unsubscribe=One-Click", Encoding.ASCII, "application/x-www-form-urlencoded"));
            Assert.Equal(HttpStatusCode.OK, click.StatusCode);

            using var sent = await client.PostAsync(new Uri("/send", UriKind.Relative), content: null);
            var rows = Row().Matches(await sent.Content.ReadAsStringAsync()).ToDictionary(row => row.Groups["customer"].Value, row => row.Groups["state"].Value, StringComparer.Ordinal);
            Assert.Equal("stopped", rows[first.Groups["customer"].Value]);
            Assert.Equal(rows.Values.Count(state => state == "sent"), Directory.GetFiles(Path.Combine(folder.Path, "outbox"), "*.eml").Length);
            Assert.InRange(rows.Values.Count(state => state == "sent"), 30, 39);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(string folder)
    {
        var project = Path.Combine(Checkout.Root, "samples", "ContactDesk");
        var program = Path.Combine(project, "bin", Checkout.Configuration, "net10.0", "ContactDesk.dll");
        if (!File.Exists(program))
        {
            var (exitCode, log) = DotnetCommand.RunSdk("build", project, "-c", Checkout.Configuration);
            Assert.True(exitCode == 0, log);
        }

        var start = new ProcessStartInfo(DotnetCommand.Sdk) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { program, "--urls", "http://127.0.0.1:0", "--Folder", folder })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Reads what the program prints until it says where it listens, and goes on reading so that it never waits for us.</summary>
    private static async Task<Uri> AddressAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } found)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new Uri(found.Groups["address"].Value);
            }
        }

        throw new InvalidOperationException("The sample ended before it listened.");
    }

    [GeneratedRegex("Now listening on: (?<address>http\\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();

    [GeneratedRegex("<a href=\"/why/(?<customer>[0-9]+)\">.*?<td>(?<state>[a-z ]+)</td><td><a href=\"(?<link>/u/[A-Za-z0-9_-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Row();
}

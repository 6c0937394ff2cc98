using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmKit.Adapters.Tests.AspNetCore;

public sealed class HostileRequestTests
{
    private const int Seed = 8058;

    private static readonly string[] Types =
    [
        "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=" + new string('y', 120),
        "text/plain", "application/x-www-form-urlencoded; charset=utf-7", "application/x-www-form-urlencoded; charset=none", "message/rfc822",
    ];

    private static readonly string[] Pieces =
    [
        "List-Unsubscribe", "=", "One-Clic", "&", "action", "unsubscrib", "%", "%00", "%zz", "+", "\0", "\r\n", "--x", "--x--", "Content-Disposition: form-data; name=\"action\"", "\r\n\r\n", "ü", ";", "{}", "purpose", "marketing\0",
    ];

    [Fact]
    public async Task Whatever_is_posted_is_answered_and_changes_nothing()
    {
        using var log = new EveryLog();
        await using var scene = await WebScene.StartAsync(mayAgree: true, services: services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error).AddProvider(log)));
        var version = await scene.VersionAsync();
        var random = new Random(Seed);
        string[] paths = ["/u/" + scene.Token(), "/preferences/" + scene.Token()];
        for (var i = 0; i < 400; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            content.Headers.TryAddWithoutValidation("Content-Type", Types[random.Next(Types.Length)]);
            using var answer = await scene.Client.PostAsync(new Uri(paths[i % 2], UriKind.Relative), content);
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, $"seed {Seed}, request {i}: {answer.StatusCode} {string.Concat(log.Lines)}");
        }

        Assert.Equal(version, await scene.VersionAsync());
        Assert.Empty(scene.Invitations);
    }

    [Fact]
    public async Task Languages_that_nobody_speaks_are_passed_over()
    {
        await using var scene = await WebScene.StartAsync(new CrmKit.AspNetCore.LinkPageOptions { Texts = [new(), new() { Language = "de" }] });
        var random = new Random(Seed);
        string[] pieces = ["de", "en", "-", ",", ";", "q", "=", "0.", "9", "*", " ", "x", "\""];
        for (var i = 0; i < 200; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/u/" + scene.Token());
            request.Headers.TryAddWithoutValidation("Accept-Language", string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => pieces[random.Next(pieces.Length)])));
            using var answer = await scene.Client.SendAsync(request);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"seed {Seed}, request {i}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task No_log_names_a_person_or_an_address()
    {
        using var log = new EveryLog();
        await using var scene = await WebScene.StartAsync(mayAgree: true, services: services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        var token = scene.Token();
        await scene.GetAsync("/u/" + token);
        await scene.OneClickAsync("/u/" + token);
        await scene.PostAsync("/u/" + token, ("x", "y"));
        await scene.PostAsync("/preferences/" + token, ("action", "agree"), ("purpose", "marketing"));
        await scene.GetAsync(Assert.Single(scene.Invitations).Link.AbsolutePath);
        scene.FailsAt = "LoadFactsAsync";
        await scene.OneClickAsync("/u/" + token);

        Assert.Contains(log.Lines, line => line.Category.Equals("CrmKit.AspNetCore", StringComparison.Ordinal) && line.Text.Contains("CrmStoreException", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("anna", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(log.Lines.Where(line => line.Category.StartsWith("CrmKit", StringComparison.Ordinal)), line => line.Text.Contains(token, StringComparison.Ordinal));
    }
}

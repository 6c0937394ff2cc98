using System.Net;
using System.Text;
using CrmKit.AspNetCore;
using CrmKit.Messaging;
using CrmKit.Storage;
using CrmKit.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CrmKit.Adapters.Tests.AspNetCore;

public sealed class UnsubscribeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("?List-Unsubscribe=One-Click")]
    [InlineData("?action=unsubscribe")]
    public async Task Fetching_the_link_changes_nothing_and_shows_a_button(string query)
    {
        await using var scene = await WebScene.StartAsync();
        var version = await scene.VersionAsync();
        var page = (await scene.GetAsync($"/u/{scene.Token()}{query}")).IsPlainPage();
        using var head = await scene.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/u/{scene.Token()}{query}"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.Status, head.StatusCode));
        Assert.Equal("Stop these messages?", page.Heading);
        Assert.Equal(["Stop these messages"], page.Buttons);
        Assert.Contains("Offers and news", page.Html, StringComparison.Ordinal);
        Assert.Contains("<header><p>Wool &amp; Co</p></header>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("anna", page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(version, await scene.VersionAsync());
        Assert.True(await scene.MayReceiveAsync("anna", Purpose.Marketing));
    }

    [Fact]
    public async Task One_click_withdraws_the_purpose_without_cookie_or_redirect()
    {
        await using var scene = await WebScene.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await scene.OneClickAsync("/u/" + scene.Token())).IsPlainPage().Status);
        Assert.False(await scene.MayReceiveAsync("anna", Purpose.Marketing));
        Assert.True(await scene.MayReceiveAsync("anna", Purpose.Greetings));
        var refusal = Assert.Single(await scene.RefusalsAsync());
        Assert.Equal(("anna", ConsentState.OptOut, "one-click unsubscribe"), (refusal.Customer.Value, refusal.State, refusal.Source));
    }

    [Fact]
    public async Task One_click_may_come_as_multipart()
    {
        await using var scene = await WebScene.StartAsync();
        using var content = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };
        Assert.Equal(HttpStatusCode.OK, (await scene.PostAsync("/u/" + scene.Token(), content)).Status);
        Assert.False(await scene.MayReceiveAsync("anna", Purpose.Marketing));
    }

    [Fact]
    public async Task Button_of_the_page_withdraws_the_purpose()
    {
        await using var scene = await WebScene.StartAsync();
        var answer = (await scene.PostAsync("/u/" + scene.Token(), ("action", "unsubscribe"))).IsPlainPage();
        Assert.Equal("You are unsubscribed", answer.Heading);
        Assert.False(await scene.MayReceiveAsync("anna", Purpose.Marketing));
        Assert.Equal("unsubscribe page", Assert.Single(await scene.RefusalsAsync()).Source);
    }

    [Fact]
    public async Task Withdrawing_twice_is_recorded_once()
    {
        await using var scene = await WebScene.StartAsync();
        for (var time = 0; time < 3; time++)
        {
            Assert.Equal(HttpStatusCode.OK, (await scene.OneClickAsync("/u/" + scene.Token())).Status);
            scene.Clock.Advance(Duration.FromHours(1));
        }

        Assert.Single(await scene.RefusalsAsync());
    }

    [Fact]
    public async Task Old_link_withdraws_a_new_agreement_too()
    {
        await using var scene = await WebScene.StartAsync();
        var token = scene.Token();
        await scene.OneClickAsync("/u/" + token);
        scene.Ring.Rotate();
        scene.Clock.Advance(Duration.FromDays(3000));
        await scene.Memory.CommitAsync(new ChangeSet { Consents = [A.Consent("anna", at: scene.Clock.Now)] });
        scene.Clock.Advance(Duration.FromDays(1));
        Assert.True(await scene.MayReceiveAsync("anna", Purpose.Marketing));
        await scene.OneClickAsync("/u/" + token);
        Assert.False(await scene.MayReceiveAsync("anna", Purpose.Marketing));
        Assert.Equal(2, (await scene.RefusalsAsync()).Length);
    }

    [Fact]
    public async Task Agreement_to_a_topic_is_withdrawn_with_its_purpose()
    {
        await using var scene = await WebScene.StartAsync();
        await scene.OneClickAsync("/u/" + scene.Token());
        scene.Clock.Advance(Duration.FromDays(1));
        await scene.Memory.CommitAsync(new ChangeSet { Consents = [A.Consent("anna", at: scene.Clock.Now, topic: "spring")] });
        scene.Clock.Advance(Duration.FromDays(1));
        await scene.OneClickAsync("/u/" + scene.Token());
        var ledger = (await scene.Memory.LoadFactsAsync("anna", DateTimeZone.Utc)).Consents;
        Assert.False(ledger.DecideContact(A.Email("anna"), Purpose.Marketing, scene.Clock.Now, new Topic("spring")).IsAllowed);
    }

    [Fact]
    public async Task Altered_and_invented_links_get_one_and_the_same_answer()
    {
        await using var scene = await WebScene.StartAsync();
        var version = await scene.VersionAsync();
        var token = scene.Token();
        string[] wrong = [token[..^1], token + "A", (token[0] == 'A' ? "B" : "A") + token[1..], token.ToUpperInvariant(), "x", new string('A', 900), "..%2f..", "<script>"];
        var pages = new List<string>();
        foreach (var text in wrong)
        {
            foreach (var path in new[] { "/u/", "/preferences/", "/confirm/" })
            {
                var got = (await scene.GetAsync(path + text)).IsPlainPage();
                var posted = (await scene.OneClickAsync(path + text)).IsPlainPage();
                Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (got.Status, posted.Status));
                pages.AddRange([got.Html, posted.Html]);
            }
        }

        Assert.Single(pages.Distinct(StringComparer.Ordinal));
        Assert.Equal(version, await scene.VersionAsync());
    }

    [Fact]
    public async Task Request_that_is_neither_click_nor_button_changes_nothing()
    {
        await using var scene = await WebScene.StartAsync();
        var version = await scene.VersionAsync();
        var path = "/u/" + scene.Token();
        HttpContent[] wrong =
        [
            new FormUrlEncodedContent([]),
            new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "Two-Clicks")]),
            new StringContent("List-Unsubscribe=One-Click", Encoding.ASCII, "text/plain"),
            new StringContent("{}", Encoding.ASCII, "application/json"),
            new StringContent("--x\r\nbroken", Encoding.ASCII, "multipart/form-data"),
            new ByteArrayContent([]),
            new FormUrlEncodedContent(Enumerable.Range(0, 100).Select(i => KeyValuePair.Create("f" + i, "x"))),
        ];
        foreach (var content in wrong)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await scene.PostAsync(path, content)).IsPlainPage().Status);
        }

        Assert.Equal(version, await scene.VersionAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Request_of_many_bytes_is_refused(bool tellsLength)
    {
        await using var scene = await WebScene.StartAsync();
        using var content = new StringContent("List-Unsubscribe=One-Click&x=" + new string('x', 20_000), Encoding.ASCII, "application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/u/" + scene.Token()) { Content = content };
        request.Headers.TransferEncodingChunked = !tellsLength;
        using var answer = await scene.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.True(await scene.MayReceiveAsync("anna", Purpose.Marketing));
    }

    [Fact]
    public async Task Other_methods_are_refused()
    {
        await using var scene = await WebScene.StartAsync();
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch })
        {
            using var answer = await scene.Client.SendAsync(new HttpRequestMessage(method, "/u/" + scene.Token()));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Link_to_a_merged_record_refuses_for_the_person()
    {
        await using var scene = await WebScene.StartAsync();
        await scene.AddAsync("bea");
        await scene.Memory.MergeAsync("bea", "anna");
        scene.Clock.Advance(Duration.FromHours(1));
        await scene.OneClickAsync("/u/" + scene.Token());
        Assert.False(await scene.MayReceiveAsync("bea", Purpose.Marketing, A.Email("anna")));
        await scene.Memory.UnmergeAsync("anna");
        Assert.False(await scene.MayReceiveAsync("anna", Purpose.Marketing));
    }

    [Fact]
    public async Task Link_to_an_address_that_was_replaced_refuses_at_that_address()
    {
        await using var scene = await WebScene.StartAsync();
        var token = scene.Token();
        await scene.Memory.CommitAsync(new ChangeSet { Customers = [A.Customer("anna") with { ContactPoints = [A.Email("new")] }], Consents = [A.Consent("anna") with { Point = A.Email("new") }] });
        await scene.OneClickAsync("/u/" + token);
        Assert.Equal(A.Email("anna"), Assert.Single(await scene.RefusalsAsync()).Point);
        Assert.True(await scene.MayReceiveAsync("anna", Purpose.Marketing, A.Email("new")));
    }

    [Fact]
    public async Task Link_to_an_address_that_nobody_knows_refuses_at_every_one_of_the_channel()
    {
        await using var scene = await WebScene.StartAsync();
        await scene.OneClickAsync("/u/" + scene.Token(point: A.Email("long-gone")));
        Assert.Equal(A.Email("anna"), Assert.Single(await scene.RefusalsAsync()).Point);
    }

    [Fact]
    public async Task Link_to_somebody_who_was_forgotten_is_answered_and_brings_nothing_back()
    {
        await using var scene = await WebScene.StartAsync();
        await scene.Memory.EraseAsync(["anna"]);
        Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync("/u/" + scene.Token())).Status);
        Assert.Equal("You are unsubscribed", (await scene.OneClickAsync("/u/" + scene.Token())).Heading);
        Assert.Empty((await scene.Memory.LoadFactsAsync("anna", DateTimeZone.Utc)).Consents.Entries);
        Assert.Null(await scene.Memory.FindCustomerAsync("anna"));
    }

    [Theory]
    [InlineData("LoadFactsAsync")]
    [InlineData("CommitAsync")]
    public async Task Store_that_fails_is_told_as_such(string method)
    {
        await using var scene = await WebScene.StartAsync();
        scene.FailsAt = method;
        var answer = (await scene.OneClickAsync("/u/" + scene.Token())).IsPlainPage();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "120"), (answer.Status, answer.Headers["Retry-After"]));
        scene.FailsAt = string.Empty;
        Assert.Equal(HttpStatusCode.OK, (await scene.OneClickAsync("/u/" + scene.Token())).Status);
        Assert.False(await scene.MayReceiveAsync("anna", Purpose.Marketing));
    }

    [Fact]
    public async Task Program_that_demands_a_login_everywhere_demands_none_here()
    {
        await using var scene = await WebScene.StartAsync(
            before: app => app.UseAuthorization(),
            services: services => services.AddAuthorization(options => options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()));
        Assert.Equal(HttpStatusCode.OK, (await scene.OneClickAsync("/u/" + scene.Token())).Status);
    }

    [Fact]
    public async Task Form_that_was_read_before_counts_as_well()
    {
        await using var scene = await WebScene.StartAsync(before: app => app.Use(async (context, next) =>
        {
            if (context.Request.HasFormContentType)
            {
                await context.Request.ReadFormAsync();
            }

            await next(context);
        }));
        Assert.Equal(HttpStatusCode.OK, (await scene.OneClickAsync("/u/" + scene.Token())).Status);
        Assert.False(await scene.MayReceiveAsync("anna", Purpose.Marketing));
    }

    [Fact]
    public async Task Page_leads_to_the_preferences_wherever_the_program_is_mounted()
    {
        await using var scene = await WebScene.StartAsync(new LinkPageOptions { PreferencesPath = "/preferences" }, before: app => app.UsePathBase("/shop"));
        var page = await scene.GetAsync("/shop/u/" + scene.Token());
        Assert.Contains($"<a href=\"/shop/preferences/{scene.Token()}\">", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await scene.GetAsync($"/shop/preferences/{scene.Token()}")).Status);
    }

    [Fact]
    public async Task Link_in_a_message_stops_the_next_one()
    {
        await using var scene = await WebScene.StartAsync();
        var sender = new ScriptedSender(Channel.Email);
        var links = new UnsubscribeLinks(new Uri("https://shop.example/u"), scene.Ring);
        var dispatcher = new Dispatcher(
            scene.Memory,
            new GateList([new ConsentGate()]),
            TemplateSet.English("The shop"),
            [sender],
            new DispatcherOptions { BusinessZone = DateTimeZone.Utc, UnsubscribeLinks = links });
        await scene.Memory.EnqueueAsync(A.Plan(A.PlannedTouch("anna", "1"), A.PlannedTouch("anna", "2", A.Noon + Duration.FromDays(2))), "test");
        Assert.Equal(1, (await dispatcher.DispatchDueAsync()).Sent);

        var link = Assert.Single(sender.Messages).UnsubscribeLink!;
        Assert.Equal("https://shop.example", link.GetLeftPart(UriPartial.Authority));
        await scene.OneClickAsync(link.AbsolutePath);
        scene.Clock.Advance(Duration.FromDays(3));
        var report = await dispatcher.DispatchDueAsync();
        Assert.Equal((0, 1), (report.Sent, report.Refused));
    }
}

using System.Net;
using CrmKit.AspNetCore;
using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.AspNetCore;

public sealed class PreferenceTests
{
    [Fact]
    public async Task Page_lists_the_purposes_with_their_state_and_changes_nothing()
    {
        await using var scene = await WebScene.StartAsync();
        await scene.OneClickAsync("/u/" + scene.Token());
        var version = await scene.VersionAsync();
        var page = (await scene.GetAsync("/preferences/" + scene.Token())).IsPlainPage();
        Assert.Equal((HttpStatusCode.OK, "What you want to hear from us"), (page.Status, page.Heading));
        Assert.Equal(["Stop: Greetings and thanks"], page.Buttons);
        Assert.Equal(["You do not receive these messages.", "You receive these messages."], States(page));
        Assert.DoesNotContain("anna", page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(version, await scene.VersionAsync());
    }

    [Fact]
    public async Task Purposes_beyond_the_words_are_listed_by_their_code()
    {
        await using var scene = await WebScene.StartAsync();
        await scene.Memory.CommitAsync(new ChangeSet { Consents = [A.Consent("anna") with { Purpose = new Purpose("club") }] });
        var page = (await scene.GetAsync("/preferences/" + scene.Token(purpose: new Purpose("fairs")))).IsPlainPage();
        Assert.Contains("<h2 id=\"purpose-3\">fairs</h2>", page.Html, StringComparison.Ordinal);
        Assert.Equal(["Stop: Offers and news", "Stop: Greetings and thanks", "Stop: club", "Stop all of these"], page.Buttons);
    }

    [Fact]
    public async Task Button_stops_one_purpose_and_says_so()
    {
        await using var scene = await WebScene.StartAsync();
        var answer = (await scene.PostAsync("/preferences/" + scene.Token(), ("action", "stop"), ("purpose", "greetings"))).IsPlainPage();
        Assert.Contains("role=\"status\">Saved. We will not send you this any more: Greetings and thanks.</p>", answer.Html, StringComparison.Ordinal);
        Assert.Equal(["Stop: Offers and news"], answer.Buttons);
        Assert.False(await scene.MayReceiveAsync("anna", Purpose.Greetings));
        Assert.True(await scene.MayReceiveAsync("anna", Purpose.Marketing));

        scene.Clock.Advance(Duration.FromHours(1));
        await scene.PostAsync("/preferences/" + scene.Token(), ("action", "stop"), ("purpose", "greetings"));
        Assert.Equal("preference page", Assert.Single(await scene.RefusalsAsync()).Source);
    }

    [Fact]
    public async Task Button_stops_all_purposes()
    {
        await using var scene = await WebScene.StartAsync();
        var answer = (await scene.PostAsync("/preferences/" + scene.Token(), ("action", "stop-all"))).IsPlainPage();
        Assert.Empty(answer.Buttons);
        Assert.False(await scene.MayReceiveAsync("anna", Purpose.Marketing));
        Assert.False(await scene.MayReceiveAsync("anna", Purpose.Greetings));
        Assert.Equal(["greetings", "marketing"], (await scene.RefusalsAsync()).Select(entry => entry.Purpose.Code).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("stop", "fairs")]
    [InlineData("stop", "")]
    [InlineData("stop", "MARKETING!")]
    [InlineData("agree", "marketing")]
    [InlineData("objection", "marketing")]
    [InlineData("", "marketing")]
    public async Task What_no_button_asks_for_changes_nothing(string action, string purpose)
    {
        await using var scene = await WebScene.StartAsync();
        var version = await scene.VersionAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await scene.PostAsync("/preferences/" + scene.Token(), ("action", action), ("purpose", purpose))).IsPlainPage().Status);
        Assert.Equal(version, await scene.VersionAsync());
    }

    [Fact]
    public async Task Refusal_of_somebody_else_at_the_same_address_shows()
    {
        await using var scene = await WebScene.StartAsync();
        scene.Clock.Advance(Duration.FromHours(1));
        await scene.Memory.CommitAsync(new ChangeSet
        {
            Customers = [A.Customer("bea") with { ContactPoints = [A.Email("anna")] }],
            Consents = [A.Objection("bea", scene.Clock.Now) with { Point = A.Email("anna") }],
        });
        Assert.Equal(Enumerable.Repeat("You do not receive these messages.", 2), States(await scene.GetAsync("/preferences/" + scene.Token())));
    }

    [Fact]
    public async Task Agreeing_again_takes_a_message_to_the_address_and_its_confirmation()
    {
        await using var scene = await WebScene.StartAsync(mayAgree: true);
        await scene.Memory.CommitAsync(new ChangeSet { Consents = [A.Objection("anna", A.Noon)] });
        scene.Clock.Advance(Duration.FromDays(1));
        var page = (await scene.GetAsync("/preferences/" + scene.Token())).IsPlainPage();
        Assert.Equal(["Receive again: Offers and news", "Receive again: Greetings and thanks"], page.Buttons);

        var answer = (await scene.PostAsync("/preferences/" + scene.Token(), ("action", "agree"), ("purpose", "marketing"))).IsPlainPage();
        Assert.Contains("We have sent a message to your address.", answer.Html, StringComparison.Ordinal);
        Assert.False(await scene.MayReceiveAsync("anna", Purpose.Marketing));
        var invitation = Assert.Single(scene.Invitations);
        Assert.Equal(("anna", A.Email("anna"), Purpose.Marketing), (invitation.Customer.Value, invitation.Point, invitation.Purpose));
        Assert.Equal(scene.Clock.Now + Duration.FromDays(7), invitation.ExpiresAt);
        Assert.DoesNotContain("anna", invitation.ToString(), StringComparison.OrdinalIgnoreCase);

        scene.Clock.Advance(Duration.FromMinutes(5));
        var confirm = (await scene.GetAsync(invitation.Link.AbsolutePath)).IsPlainPage();
        Assert.Equal(["Yes, send me these messages"], confirm.Buttons);
        Assert.False(await scene.MayReceiveAsync("anna", Purpose.Marketing));

        Assert.Equal("Thank you", (await scene.PostAsync(invitation.Link.AbsolutePath, ("action", "confirm"))).IsPlainPage().Heading);
        Assert.True(await scene.MayReceiveAsync("anna", Purpose.Marketing));
        Assert.False(await scene.MayReceiveAsync("anna", Purpose.Greetings));
        var agreement = (await scene.Memory.LoadFactsAsync("anna", DateTimeZone.Utc)).Consents.Entries[^1].Entry;
        Assert.Equal((true, "preference page"), (agreement.IsFreshOptIn, agreement.Source));
        Assert.Equal("Thank you", (await scene.GetAsync(invitation.Link.AbsolutePath)).Heading);
    }

    [Fact]
    public async Task Who_presses_again_and_again_sends_one_message()
    {
        await using var scene = await WebScene.StartAsync(mayAgree: true);
        await scene.OneClickAsync("/u/" + scene.Token());
        for (var time = 0; time < 5; time++)
        {
            scene.Clock.Advance(Duration.FromMinutes(1));
            await scene.PostAsync("/preferences/" + scene.Token(), ("action", "agree"), ("purpose", "marketing"));
        }

        Assert.Single(scene.Invitations);
    }

    [Fact]
    public async Task No_more_than_three_messages_a_day_even_with_refusals_between()
    {
        await using var scene = await WebScene.StartAsync(mayAgree: true);
        for (var time = 0; time < 6; time++)
        {
            scene.Clock.Advance(Duration.FromMinutes(1));
            await scene.Memory.CommitAsync(new ChangeSet { Consents = [A.Consent("anna", ConsentState.OptOut, scene.Clock.Now)] });
            scene.Clock.Advance(Duration.FromMinutes(1));
            await scene.PostAsync("/preferences/" + scene.Token(), ("action", "agree"), ("purpose", "marketing"));
        }

        Assert.Equal(3, scene.Invitations.Select(invitation => invitation.Link).Distinct().Count());
        Assert.Equal(3, scene.Invitations.Count);
        scene.Clock.Advance(Duration.FromDays(1));
        await scene.PostAsync("/preferences/" + scene.Token(), ("action", "agree"), ("purpose", "marketing"));
        Assert.Equal(4, scene.Invitations.Count);
    }

    [Fact]
    public async Task Refusal_after_the_invitation_voids_it()
    {
        await using var scene = await WebScene.StartAsync(mayAgree: true);
        await scene.OneClickAsync("/u/" + scene.Token());
        scene.Clock.Advance(Duration.FromHours(1));
        await scene.PostAsync("/preferences/" + scene.Token(), ("action", "agree"), ("purpose", "marketing"));
        scene.Clock.Advance(Duration.FromHours(1));
        await scene.Memory.CommitAsync(new ChangeSet { Consents = [A.Consent("anna", ConsentState.OptOut, scene.Clock.Now)] });
        scene.Clock.Advance(Duration.FromHours(1));
        var path = Assert.Single(scene.Invitations).Link.AbsolutePath;
        Assert.Equal("This confirmation has ended", (await scene.PostAsync(path, ("action", "confirm"))).IsPlainPage().Heading);
        Assert.False(await scene.MayReceiveAsync("anna", Purpose.Marketing));
    }

    [Theory]
    [InlineData("unsubscribe")]
    [InlineData("")]
    public async Task Confirmation_takes_its_own_button(string action)
    {
        await using var scene = await WebScene.StartAsync();
        await scene.Memory.AddOptInAsync(A.OptInRequest("anna"));
        var path = "/confirm/" + A.Token().Text;
        Assert.Equal(HttpStatusCode.BadRequest, (await scene.PostAsync(path, ("action", action))).IsPlainPage().Status);
        Assert.Equal(OptInState.Requested, (await scene.Memory.FindOptInAsync(A.Token().Fingerprint))!.State);
    }

    [Fact]
    public async Task Address_that_the_person_has_no_more_is_not_invited()
    {
        await using var scene = await WebScene.StartAsync(mayAgree: true);
        await scene.OneClickAsync("/u/" + scene.Token());
        await scene.Memory.CommitAsync(new ChangeSet { Customers = [A.Customer("anna") with { ContactPoints = [A.Email("new")] }] });
        Assert.DoesNotContain((await scene.GetAsync("/preferences/" + scene.Token())).Buttons, text => text.StartsWith("Receive", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, (await scene.PostAsync("/preferences/" + scene.Token(), ("action", "agree"), ("purpose", "marketing"))).Status);
        Assert.Empty(scene.Invitations);
    }

    [Theory]
    [InlineData("de-AT,de;q=0.9,en;q=0.5", "de", "ltr")]
    [InlineData("en;q=0.5,ar", "ar", "rtl")]
    [InlineData("fr,de;q=0", "en", "ltr")]
    [InlineData("*", "en", "ltr")]
    [InlineData("nonsense;;;q=x", "en", "ltr")]
    public async Task Page_speaks_the_language_that_the_browser_likes(string accepted, string language, string direction)
    {
        await using var scene = await WebScene.StartAsync(new LinkPageOptions
        {
            Texts = [new(), new() { Language = "de", UnsubscribeTitle = "Abbestellen?" }, new() { Language = "ar", IsRightToLeft = true }],
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/u/" + scene.Token());
        request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        var page = (await WebAnswer.OfAsync(await scene.Client.SendAsync(request))).IsPlainPage();
        Assert.Contains($"<html lang=\"{language}\" dir=\"{direction}\">", page.Html, StringComparison.Ordinal);
        Assert.Equal(language == "de" ? "Abbestellen?" : "Stop these messages?", page.Heading);
    }

    [Fact]
    public async Task Words_are_shown_as_they_are_and_never_become_markup()
    {
        const string Nasty = "</p><script>alert(1)</script>\"'&";
        await using var scene = await WebScene.StartAsync(new LinkPageOptions
        {
            BusinessName = Nasty,
            Texts = [new() { Purposes = [new(Purpose.Marketing, Nasty, Nasty)], PreferencesTitle = Nasty }],
        });
        var page = (await scene.GetAsync("/preferences/" + scene.Token())).IsPlainPage();
        Assert.Equal(Nasty, page.Heading);
        Assert.Equal("Stop: " + Nasty, page.Buttons[0]);
    }

    [Fact]
    public void Options_of_another_form_are_refused()
    {
        LinkPageOptions[] wrong =
        [
            new() { Texts = [] },
            new() { PreferencesPath = "preferences" },
            new() { PreferencesPath = "//elsewhere.example" },
            new() { PreferencesPath = "/p/{token}" },
            new() { ConfirmAddress = new Uri("http://shop.example/confirm") },
            new() { ConfirmAddress = new Uri("/confirm", UriKind.Relative) },
        ];
        var routes = Microsoft.AspNetCore.Builder.WebApplication.CreateSlimBuilder().Build();
        Assert.All(wrong, options => Assert.Throws<ArgumentException>(() => routes.MapCrmKitPreferences(options: options)));
    }

    private static IEnumerable<string> States(WebAnswer page) =>
        page.Html.Split('\n').Where(line => line.Contains("receive these messages.", StringComparison.Ordinal)).Select(line => line.Replace("<p>", string.Empty, StringComparison.Ordinal).Replace("</p>", string.Empty, StringComparison.Ordinal));
}

using System.Collections.Concurrent;
using System.Text;
using CrmKit.AspNetCore;
using CrmKit.Messaging;
using CrmKit.Storage;
using CrmKit.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CrmKit.Adapters.Tests.AspNetCore;

/// <summary>A shop on the web with people who agreed to everything, its pages, and links to them.</summary>
internal sealed class WebScene : IAsyncDisposable, IOptInSender
{
    private LoopbackSite? _site;

    private WebScene()
    {
        Memory = new InMemoryCrmStore(Clock, Ring);
        Store = FailingStore.Over(Memory, (name, _) => FailsAt.Equals(name, StringComparison.Ordinal));
    }

    public ManualClock Clock { get; } = new();

    public RotatingKeyRing Ring { get; } = new();

    public InMemoryCrmStore Memory { get; }

    public ICrmStore Store { get; }

    /// <summary>The name of the store's method that fails.</summary>
    public string FailsAt { get; set; } = string.Empty;

    public ConcurrentQueue<OptInInvitation> Invitations { get; } = new();

    public HttpClient Client => _site!.Client;

    public static async Task<WebScene> StartAsync(LinkPageOptions? options = null, bool mayAgree = false, Action<WebApplication>? before = null, Action<IServiceCollection>? services = null)
    {
        var scene = new WebScene();
        options ??= new LinkPageOptions { BusinessName = "Wool & Co" };
        options = options with { ConfirmAddress = mayAgree ? new Uri("https://shop.example/confirm") : null };
        scene._site = await LoopbackSite.StartAsync(
            app =>
            {
                before?.Invoke(app);
                app.MapCrmKitUnsubscribe("/u", options);
                app.MapCrmKitPreferences("/preferences", options);
                app.MapCrmKitOptIn("/confirm", options);
            },
            container =>
            {
                container.AddSingleton(scene.Store);
                container.AddSingleton<IKeyRing>(scene.Ring);
                if (mayAgree)
                {
                    container.AddSingleton<IOptInSender>(scene);
                }

                services?.Invoke(container);
            });
        await scene.AddAsync("anna");
        return scene;
    }

    public Task AddAsync(string customer) => Memory.CommitAsync(new ChangeSet
    {
        Customers = [A.Customer(customer)],
        Consents = [A.Consent(customer), A.Consent(customer) with { Purpose = Purpose.Greetings }],
    });

    public string Token(string customer = "anna", Purpose? purpose = null, ContactPoint? point = null) =>
        new LinkTokens(Ring).Create(customer, point ?? A.Email(customer), purpose ?? Purpose.Marketing);

    public async Task<WebAnswer> GetAsync(string path) => await WebAnswer.OfAsync(await Client.GetAsync(new Uri(path, UriKind.Relative)));

    public async Task<WebAnswer> PostAsync(string path, HttpContent content) => await WebAnswer.OfAsync(await Client.PostAsync(new Uri(path, UriKind.Relative), content));

    public Task<WebAnswer> PostAsync(string path, params (string Name, string Value)[] fields) =>
        PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<WebAnswer> OneClickAsync(string path) => PostAsync(path, new StringContent("List-Unsubscribe=One-Click", Encoding.ASCII, "application/x-www-form-urlencoded"));

    public async Task<bool> MayReceiveAsync(string customer, Purpose purpose, ContactPoint? point = null)
    {
        var facts = await Memory.LoadFactsAsync(customer, DateTimeZone.Utc);
        var intent = A.Intent(customer) with { Purpose = purpose, Point = point ?? A.Email(customer) };
        return new GateList([new ConsentGate(), new SuppressionGate()]).Evaluate(intent, facts, Clock.Now).IsOpen;
    }

    public async Task<ImmutableArray<ConsentEntry>> RefusalsAsync(string customer = "anna") =>
        [.. (await Memory.LoadFactsAsync(customer, DateTimeZone.Utc)).Consents.Entries.Select(recorded => recorded.Entry).Where(entry => entry.IsRefusal)];

    public async Task<long> VersionAsync(string customer = "anna") => (await Memory.LoadFactsAsync(customer, DateTimeZone.Utc)).FactsVersion;

    Task IOptInSender.SendAsync(OptInInvitation invitation, CancellationToken cancellationToken)
    {
        Invitations.Enqueue(invitation);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _site!.DisposeAsync();
        await Memory.DisposeAsync();
    }
}

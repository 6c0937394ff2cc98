using System.Text.Json;
using CrmKit.Testing.Conformance;

namespace CrmKit.Adapters.Tests.Messaging.Smtp;

/// <summary>The server that tests/services/smtp.sh started, named by <c>CRMKIT_SMTP</c> as host:port;folder, and what it recorded.</summary>
internal static class SmtpServer
{
    public const string Variable = "CRMKIT_SMTP";

    private static readonly string[] Parts = (Environment.GetEnvironmentVariable(Variable) ?? "localhost:1;.").Split(';');

    public static string Host => Parts[0][..Parts[0].LastIndexOf(':')];

    public static int Port => int.Parse(Parts[0][(Parts[0].LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);

    private static DirectoryInfo Folder => new(Parts[1]);

    /// <summary>What is recorded so far; a test looks for its own.</summary>
    public static ImmutableHashSet<string> Known() => [.. Folder.GetFiles("*.eml").Select(file => file.Name)];

    /// <summary>What was recorded since, in order.</summary>
    public static ImmutableArray<(DeliveredMessage Message, Envelope Envelope)> Since(ImmutableHashSet<string> known) =>
    [
        .. Folder.GetFiles("*.eml").Where(file => !known.Contains(file.Name)).OrderBy(file => file.Name, StringComparer.Ordinal).Select(file =>
        {
            using var json = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(file.FullName, ".json")));
            var root = json.RootElement;
            var envelope = new Envelope(
                root.GetProperty("from").GetString()!,
                [.. root.GetProperty("to").EnumerateArray().Select(to => to.GetString()!)],
                root.GetProperty("peer").GetInt32(),
                root.GetProperty("tls").GetBoolean(),
                root.GetProperty("login").GetString());
            return (new DeliveredMessage(Assert.Single(envelope.To), File.ReadAllBytes(file.FullName)), envelope);
        }),
    ];

    /// <summary>What the server heard beside the message.</summary>
    internal sealed record Envelope(string From, ImmutableArray<string> To, int Peer, bool IsEncrypted, string? Login);
}

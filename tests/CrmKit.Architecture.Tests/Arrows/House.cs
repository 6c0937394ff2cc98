using System.Reflection;

namespace CrmKit.Architecture.Tests;

/// <summary>The rooms of the house and the arrows between them, as the design draws them. A new project needs a row.</summary>
internal static class House
{
    private const string Injection = "Microsoft.Extensions.DependencyInjection.Abstractions";
    private const string Logging = "Microsoft.Extensions.Logging.Abstractions";

    public static ImmutableArray<Room> Rooms { get; } =
    [
        Engine("CrmKit.Calendars", [], ["NodaTime"]),
        Engine("CrmKit", ["CrmKit.Calendars"]),
        Engine("CrmKit.Numerics", [], ["System.Numerics.Tensors"]),
        Engine("CrmKit.LifetimeValue", ["CrmKit", "CrmKit.Numerics"]),
        Engine("CrmKit.Churn", ["CrmKit", "CrmKit.Numerics"]),
        Engine("CrmKit.Cadence", ["CrmKit"]),
        Engine("CrmKit.Scheduling", ["CrmKit"]),
        Engine("CrmKit.Reports", ["CrmKit.LifetimeValue", "CrmKit.Churn", "CrmKit.Cadence", "CrmKit.Scheduling"]),
        Edge("CrmKit.Import", ["CrmKit"], ["CsvHelper"]),
        Edge("CrmKit.Storage", ["CrmKit"]),
        Edge("CrmKit.Storage.Sqlite", ["CrmKit.Storage"], ["Microsoft.Data.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3", "SQLitePCLRaw.core", Injection, Logging]),
        Edge("CrmKit.Storage.PostgreSql", ["CrmKit.Storage"], ["Npgsql", Injection, Logging]),
        Edge("CrmKit.Messaging", ["CrmKit", "CrmKit.Storage"], [Injection, Logging]),
        Edge("CrmKit.Messaging.Smtp", ["CrmKit.Messaging"], [Injection, Logging]),
        Edge("CrmKit.Messaging.RabbitMq", ["CrmKit.Messaging"], ["RabbitMQ.Client", Injection, Logging]),
        Edge("CrmKit.Messaging.Webhooks", ["CrmKit.Messaging"], [Injection, Logging]),
        Edge("CrmKit.AspNetCore", ["CrmKit.Messaging"], ["Microsoft.AspNetCore.App"]),
        Edge("CrmKit.Desk", ["CrmKit.LifetimeValue", "CrmKit.Churn", "CrmKit.Cadence", "CrmKit.Scheduling", "CrmKit.Reports", "CrmKit.Import", "CrmKit.Storage", "CrmKit.Messaging"]),
        Edge("CrmKit.DependencyInjection", ["CrmKit.Desk"], [Injection, Logging, "Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Options"]),
        Edge("CrmKit.Testing", ["CrmKit.Storage", "CrmKit.Messaging"]),
        Edge("CrmKit.Testing.Conformance", ["CrmKit.Testing"]),
        Edge("CrmKit.Tool", ["CrmKit.Desk", "CrmKit.Storage.Sqlite", "CrmKit.Testing"], ["System.CommandLine", "Spectre.Console"]),
    ];

    /// <summary>The names of all rooms, one test case each.</summary>
    public static TheoryData<string> Names => [.. Rooms.Select(room => room.Name)];

    public static Room Named(string name) => Rooms.Single(room => string.Equals(room.Name, name, StringComparison.Ordinal));

    public static Assembly AssemblyOf(string name) => Assembly.Load(new AssemblyName(name));

    /// <summary>The rooms that can be reached along the arrows: a type of any of them may appear in the code.</summary>
    public static ImmutableHashSet<string> Reach(string name)
    {
        var reached = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var open = new Stack<string>(Named(name).Arrows);
        while (open.TryPop(out var next))
        {
            if (reached.Add(next))
            {
                foreach (var arrow in Named(next).Arrows)
                {
                    open.Push(arrow);
                }
            }
        }

        return reached.ToImmutable();
    }

    private static Room Engine(string name, ImmutableArray<string> arrows, params ImmutableArray<string> packages) => new(name, arrows, packages, IsEngine: true);

    private static Room Edge(string name, ImmutableArray<string> arrows, params ImmutableArray<string> packages) => new(name, arrows, packages, IsEngine: false);
}

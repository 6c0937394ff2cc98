using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace CrmKit.Architecture.Tests;

public sealed class ArrowTests
{
    private static readonly ImmutableArray<string> OutsideOfEngines =
    [
        "Microsoft.Extensions.", "System.Net.", "System.Data.", "System.Console", "System.Diagnostics.Process",
        "System.IO.File", "System.IO.Directory", "System.IO.DriveInfo", "System.Threading.Thread", "System.Threading.Timer",
    ];

    public static TheoryData<string> Rooms => House.Names;

    [Fact]
    public void Table_lists_every_project_under_src_and_no_other() =>
        Assert.Equal(Checkout.SourceProjects, House.Rooms.Select(room => room.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Table_has_no_circle() =>
        Assert.All(House.Rooms, room => Assert.DoesNotContain(room.Name, House.Reach(room.Name)));

    [Fact]
    public void Table_keeps_the_rooms_apart_that_the_design_keeps_apart()
    {
        // The value of a contract takes an IRetentionCurve, which Churn's models implement: neither knows the other.
        Assert.DoesNotContain("CrmKit.Churn", House.Reach("CrmKit.LifetimeValue"));
        Assert.DoesNotContain(House.Reach("CrmKit.DependencyInjection"), name => name.StartsWith("CrmKit.Storage.", StringComparison.Ordinal));
        Assert.DoesNotContain(House.Reach("CrmKit.DependencyInjection"), name => name.StartsWith("CrmKit.Messaging.", StringComparison.Ordinal));
        Violations.None(House.Reach("CrmKit.Calendars"));
        Violations.None(House.Reach("CrmKit.Numerics"));
        Assert.All(House.Rooms.Where(room => room.IsEngine), room => Assert.All(House.Reach(room.Name), name => Assert.True(House.Named(name).IsEngine, $"{room.Name} -> {name}")));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Project_file_declares_only_arrows_and_packages_of_its_row(string name)
    {
        var room = House.Named(name);
        var file = ProjectFile.Of(name);
        Violations.None(file.Projects.Except(room.Arrows, StringComparer.Ordinal));
        Violations.None(file.Packages.Except(room.Packages, StringComparer.Ordinal));
        Assert.Equal(room.IsEngine, file.IsEngine);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Assembly_references_only_rooms_within_reach(string name)
    {
        var references = House.AssemblyOf(name).GetReferencedAssemblies().Select(reference => reference.Name!);
        var ours = references.Where(reference => reference.StartsWith("CrmKit", StringComparison.Ordinal));
        Violations.None(ours.Except(House.Reach(name), StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Engine_references_the_framework_and_NodaTime_alone(string name)
    {
        if (!House.Named(name).IsEngine)
        {
            return;
        }

        var foreign = House.AssemblyOf(name).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(reference => !reference.StartsWith("System.", StringComparison.Ordinal) && !reference.StartsWith("CrmKit", StringComparison.Ordinal))
            .Where(reference => !string.Equals(reference, "NodaTime", StringComparison.Ordinal));
        Violations.None(foreign);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Engine_touches_no_file_network_console_or_thread(string name)
    {
        if (!House.Named(name).IsEngine)
        {
            return;
        }

        Violations.None(ReferencedTypes(House.AssemblyOf(name).Location)
            .Where(type => OutsideOfEngines.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal)))
            .Where(type => !type.StartsWith("System.Threading.ThreadLocal", StringComparison.Ordinal)));
    }

    [Fact]
    public void Referenced_types_are_read_from_the_metadata()
    {
        // Guards the test above: an empty list would let everything pass.
        Assert.Contains("System.IO.File", ReferencedTypes(typeof(Checkout).Assembly.Location));
    }

    private static ImmutableArray<string> ReferencedTypes(string path)
    {
        using var stream = File.OpenRead(path);
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.TypeReferences
                .Select(metadata.GetTypeReference)
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"),
        ];
    }
}

using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace CrmKit.Architecture.Tests;

/// <summary>Habits that hold for the whole library, so that a reader may rely on them everywhere.</summary>
public sealed class ConventionTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // Rung two of the ladder reads the program's own tables as a stream; the summaries are its only door into an engine.
    private static readonly ImmutableArray<string> TasksInEngines = ["CrmKit.PurchaseSummaries.FromAsync"];

    private static readonly ImmutableArray<string> EmptyWords = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Service", "Processor", "Info", "Base"];

    public static TheoryData<string> Rooms => House.Names;

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Public_class_is_sealed_static_or_abstract(string room) =>
        Violations.None(PublicSurface.Types(House.AssemblyOf(room)).Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Struct_is_read_only(string room) =>
        Violations.None(PublicSurface.Types(House.AssemblyOf(room)).Where(type =>
            type is { IsValueType: true, IsEnum: false } && !type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false)

            // What a foreach steps through without allocating is a struct that moves.
            && !type.IsAssignableTo(typeof(System.Collections.IEnumerator))));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Static_state_never_changes(string room) =>
        Violations.None(OwnTypes(room)
            .SelectMany(type => type.GetFields(Everything))
            .Where(field => field.IsStatic && !PublicSurface.IsGenerated(field) && !field.Name.Contains('<', StringComparison.Ordinal))
            .Where(field => !field.IsLiteral && !field.IsInitOnly || (field.IsPublic && field.FieldType.IsArray))
            .Select(Name));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Namespace_is_the_project(string room) =>
        Violations.None(PublicSurface.Types(House.AssemblyOf(room)).Where(type => !string.Equals(type.Namespace, room, StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Type_name_says_something(string room) =>
        Violations.None(OwnTypes(room).Where(type => EmptyWords.Any(word => type.Name.Split('`')[0].EndsWith(word, StringComparison.Ordinal))));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Asynchronous_method_takes_its_token_last(string room) =>
        Violations.None(Methods(room)
            .Where(method => IsAsynchronous(method.ReturnType) && !method.Name.Equals("DisposeAsync", StringComparison.Ordinal))
            .Where(method => method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken))
            .Select(Name));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Token_is_the_last_parameter(string room) =>
        Violations.None(Methods(room)
            .Where(method => method.GetParameters().SkipLast(1).Any(parameter => parameter.ParameterType == typeof(CancellationToken)))
            .Select(Name));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Engine_is_synchronous(string room)
    {
        if (House.Named(room).IsEngine)
        {
            Violations.None(Methods(room).Where(method => Parts(method.ReturnType).Any(IsTask)).Select(Name).Except(TasksInEngines, StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void DateTime_appears_in_no_signature(string room)
    {
        // DateTime leaves open whose clock it reads. An adapter may hand one out where a framework asks for it; nobody takes one.
        var isEngine = House.Named(room).IsEngine;
        var types = PublicSurface.Types(House.AssemblyOf(room)).ToArray();
        var taken = types.SelectMany(type => PublicSurface.Methods(type).Concat<MethodBase>(PublicSurface.Constructors(type)))
            .Where(method => method.GetParameters().Any(parameter => NamesDateTime(parameter.ParameterType)) || (isEngine && method is MethodInfo own && NamesDateTime(own.ReturnType)))
            .Select(Name);
        var held = types.SelectMany(PublicSurface.Properties)
            .Where(property => NamesDateTime(property.PropertyType) && (isEngine || property.SetMethod is not null))
            .Select(Name);
        var fields = types.SelectMany(PublicSurface.Fields).Where(field => NamesDateTime(field.FieldType)).Select(Name);
        Violations.None(taken.Concat(held).Concat(fields));
    }

    [Fact]
    public void Parts_of_a_type_reach_into_its_arguments()
    {
        // Guards the tests above: a DateTime must be seen wherever it hides.
        Assert.True(NamesDateTime(typeof(DateTime?)));
        Assert.True(NamesDateTime(typeof(Func<int, IReadOnlyList<DateTime[]>>)));
        Assert.True(NamesDateTime(typeof(DateTime).MakeByRefType()));
        Assert.False(NamesDateTime(typeof(DateOnly)));
        Assert.True(IsAsynchronous(typeof(ValueTask<int>)));
        Assert.True(IsAsynchronous(typeof(IAsyncEnumerable<string>)));
    }

    private static IEnumerable<Type> OwnTypes(string room) => House.AssemblyOf(room).GetTypes()
        .Where(type => !type.FullName!.Contains('<', StringComparison.Ordinal) && !PublicSurface.IsGenerated(type))
        .Where(type => !type.IsDefined(typeof(GeneratedCodeAttribute), inherit: false) && type.Namespace?.StartsWith("CrmKit", StringComparison.Ordinal) == true);

    private static IEnumerable<MethodInfo> Methods(string room) => PublicSurface.Types(House.AssemblyOf(room)).SelectMany(PublicSurface.Methods);

    private static string Name(MemberInfo member) => $"{member.DeclaringType!.FullName}.{member.Name}";

    private static bool NamesDateTime(Type type) => Parts(type).Contains(typeof(DateTime));

    private static bool IsTask(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask) || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)));

    private static bool IsAsynchronous(Type type) => IsTask(type) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>));

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Prepend(type);
}

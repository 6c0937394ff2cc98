using System.Reflection;
using System.Runtime.CompilerServices;

namespace CrmKit.Architecture.Tests;

/// <summary>What a user of an assembly can see: public types, and their public and protected members.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<Type> Types(Assembly assembly) =>
        assembly.GetExportedTypes()
            .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
            .OrderBy(type => type.FullName, StringComparer.Ordinal);

    public static IEnumerable<FieldInfo> Fields(Type type) => type.GetFields(Declared)
        .Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly)
        .Where(field => !field.IsSpecialName);

    public static IEnumerable<ConstructorInfo> Constructors(Type type) => type.GetConstructors(Declared)
        .Where(constructor => IsSeen(constructor) && !IsGenerated(constructor) && !constructor.IsStatic);

    public static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(Declared)
        .Where(property => property.GetAccessors(nonPublic: true).Any(IsSeen) && !IsGenerated(property))
        .Where(property => property.GetMethod is not { } getter || !IsGenerated(getter) || !property.Name.Equals("EqualityContract", StringComparison.Ordinal));

    public static IEnumerable<EventInfo> Events(Type type) => type.GetEvents(Declared).Where(item => IsSeen(item.AddMethod!));

    /// <summary>Methods and operators, without accessors and without what the compiler writes for a record.</summary>
    public static IEnumerable<MethodInfo> Methods(Type type) => type.GetMethods(Declared)
        .Where(method => IsSeen(method) && !method.Name.Contains('<', StringComparison.Ordinal))
        .Where(method => !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
        .Where(method => !IsGenerated(method) || method.Name.Equals("Deconstruct", StringComparison.Ordinal));

    public static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    public static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    public static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is { } print && IsGenerated(print);
}

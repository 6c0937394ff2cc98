using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace CrmKit.Architecture.Tests;

/// <summary>Writes the public surface of an assembly as text that reads like C# and is the same on every machine.</summary>
internal static class ApiText
{
    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        text.Append("// ").Append(assembly.GetName().Name).Append('\n');
        foreach (var type in PublicSurface.Types(assembly))
        {
            text.Append('\n');
            Append(text, type);
        }

        return text.ToString();
    }

    public static void Append(StringBuilder text, Type type)
    {
        var head = Head(type);
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            text.Append(head).Append(";\n");
            return;
        }

        text.Append(head).Append("\n{\n");
        foreach (var line in type.IsEnum ? EnumLines(type) : MemberText.Lines(type))
        {
            text.Append("    ").Append(line).Append('\n');
        }

        text.Append("}\n");
    }

    private static string Head(Type type)
    {
        var access = type.IsNestedFamily || type.IsNestedFamORAssem ? "protected" : "public";
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"{access} delegate {TypeText.Of(invoke.ReturnParameter)} {TypeText.Of(type)}({ParameterText.List(invoke)}){ConstraintText.Of(type.GetGenericArguments())}";
        }

        var bases = Bases(type);
        return $"{access} {Kind(type)} {TypeText.Of(type)}{(bases.Length == 0 ? string.Empty : " : " + string.Join(", ", bases))}{ConstraintText.Of(type.GetGenericArguments())}";
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum)
        {
            return type.IsDefined(typeof(FlagsAttribute), inherit: false) ? "[Flags] enum" : "enum";
        }

        if (type.IsInterface)
        {
            return "interface";
        }

        var record = PublicSurface.IsRecord(type);
        if (type.IsValueType)
        {
            var readOnly = type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) ? "readonly " : string.Empty;
            return $"{readOnly}{(type.IsByRefLike ? "ref " : string.Empty)}{(record ? "record struct" : "struct")}";
        }

        var modifier = (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static ",
            (true, false) => "abstract ",
            (false, true) => "sealed ",
            _ => string.Empty,
        };
        return modifier + (record ? "record" : "class");
    }

    private static string[] Bases(Type type)
    {
        if (type.IsEnum)
        {
            var underlying = Enum.GetUnderlyingType(type);
            return underlying == typeof(int) ? [] : [TypeText.Of(underlying)];
        }

        // Only what the type itself adds: not its base's interfaces, nor those that another interface brings along, nor a record's own equality.
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var all = type.GetInterfaces();
        var implied = all.SelectMany(item => item.GetInterfaces()).ToHashSet();
        var own = all
            .Where(item => item.IsVisible && !inherited.Contains(item) && !implied.Contains(item))
            .Where(item => !(PublicSurface.IsRecord(type) && item == typeof(IEquatable<>).MakeGenericType(type)))
            .Select(TypeText.Of)
            .Order(StringComparer.Ordinal);
        var parent = type.BaseType is { } candidate && candidate != typeof(object) && candidate != typeof(ValueType) ? new[] { TypeText.Of(candidate) } : [];
        return [.. parent, .. own];
    }

    private static IEnumerable<string> EnumLines(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (field.Name, Value: Convert.ToDecimal(field.GetRawConstantValue(), CultureInfo.InvariantCulture)))
            .OrderBy(item => item.Value)
            .ThenBy(item => item.Name, StringComparer.Ordinal)
            .Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Name} = {item.Value},"));
}

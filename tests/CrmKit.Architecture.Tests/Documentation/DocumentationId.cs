using System.Reflection;
using System.Text;

namespace CrmKit.Architecture.Tests;

/// <summary>The name of a member in the compiler's documentation file (C# specification, annex D.4.2).</summary>
internal static class DocumentationId
{
    public static string Of(Type type) => "T:" + Name(type);

    public static string Of(FieldInfo field) => $"F:{Name(field.DeclaringType!)}.{field.Name}";

    public static string Of(EventInfo item) => $"E:{Name(item.DeclaringType!)}.{item.Name}";

    public static string Of(PropertyInfo property) => $"P:{Name(property.DeclaringType!)}.{property.Name}{Arguments(property.GetIndexParameters())}";

    public static string Of(MethodBase method)
    {
        var name = method.IsConstructor ? "#ctor" : method.Name;
        var arity = method.IsGenericMethodDefinition ? string.Create(CultureInfo.InvariantCulture, $"``{method.GetGenericArguments().Length}") : string.Empty;
        var result = method is MethodInfo { Name: "op_Implicit" or "op_Explicit" } conversion ? "~" + Use(conversion.ReturnType) : string.Empty;
        return $"M:{Name(method.DeclaringType!)}.{name}{arity}{Arguments(method.GetParameters())}{result}";
    }

    private static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string Arguments(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? string.Empty : $"({string.Join(',', parameters.Select(parameter => Use(parameter.ParameterType)))})";

    private static string Use(Type type)
    {
        if (type.IsByRef)
        {
            return Use(type.GetElementType()!) + "@";
        }

        if (type.IsPointer)
        {
            return Use(type.GetElementType()!) + "*";
        }

        if (type.IsArray)
        {
            var bounds = type.GetArrayRank() == 1 ? string.Empty : string.Join(',', Enumerable.Repeat("0:", type.GetArrayRank()));
            return $"{Use(type.GetElementType()!)}[{bounds}]";
        }

        if (type.IsGenericParameter)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{(type.DeclaringMethod is null ? "`" : "``")}{type.GenericParameterPosition}");
        }

        return type.IsGenericType ? Closed(type) : type.FullName!.Replace('+', '.');
    }

    // Arguments stand in braces at the level that declares them: Outer{System.Int32}.Inner.
    private static string Closed(Type type)
    {
        var arguments = new Queue<string>(type.GetGenericArguments().Select(Use));
        var text = new StringBuilder();
        foreach (var part in Name(type).Split('.'))
        {
            text.Append(text.Length == 0 ? string.Empty : ".");
            var tick = part.IndexOf('`', StringComparison.Ordinal);
            if (tick < 0)
            {
                text.Append(part);
                continue;
            }

            var count = int.Parse(part.AsSpan(tick + 1), CultureInfo.InvariantCulture);
            text.Append(part.AsSpan(0, tick)).Append('{').AppendJoin(',', Enumerable.Range(0, count).Select(_ => arguments.Dequeue())).Append('}');
        }

        return text.ToString();
    }
}

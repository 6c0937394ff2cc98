using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace CrmKit.Architecture.Tests;

/// <summary>Writes a type as C# does, with the nullable annotations of the place where it is used.</summary>
internal sealed class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(sbyte)] = "sbyte", [typeof(byte)] = "byte", [typeof(short)] = "short", [typeof(ushort)] = "ushort", [typeof(int)] = "int",
        [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(nint)] = "nint", [typeof(nuint)] = "nuint",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };

    private readonly StringBuilder _text = new();
    private readonly NullableFlags _flags;

    private TypeText(NullableFlags flags) => _flags = flags;

    public static string Of(Type type) => Write(type, NullableFlags.None);

    public static string Of(FieldInfo field) => Write(field.FieldType, NullableFlags.Of(field, field.CustomAttributes)) + TupleNames(field.CustomAttributes);

    public static string Of(PropertyInfo property) => Write(property.PropertyType, NullableFlags.Of(property, property.CustomAttributes)) + TupleNames(property.CustomAttributes);

    public static string Of(EventInfo item) => Write(item.EventHandlerType!, NullableFlags.Of(item, item.CustomAttributes));

    public static string Of(ParameterInfo parameter) => Write(parameter.ParameterType, NullableFlags.Of(parameter.Member, parameter.CustomAttributes)) + TupleNames(parameter.CustomAttributes);

    private static string Write(Type type, NullableFlags flags)
    {
        var text = new TypeText(flags);
        text.Append(type.IsByRef ? type.GetElementType()! : type);
        return text._text.ToString();
    }

    // The names of a tuple's elements lie beside the type, in one flat list.
    private static string TupleNames(IEnumerable<CustomAttributeData> attributes)
    {
        var data = attributes.FirstOrDefault(attribute => attribute.AttributeType == typeof(TupleElementNamesAttribute));
        return data?.ConstructorArguments[0].Value is IEnumerable<CustomAttributeTypedArgument> names
            ? $" /* {string.Join(", ", names.Select(name => name.Value ?? "-"))} */"
            : string.Empty;
    }

    private void Append(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            Append(underlying);
            _text.Append('?');
            return;
        }

        // One flag for each reference type, type parameter and generic value type, in the order of reading.
        var annotated = (!type.IsValueType || type.IsGenericType || type.IsGenericParameter) && !type.IsPointer && _flags.Next() == NullableFlags.Annotated;
        if (type.IsArray)
        {
            Append(type.GetElementType()!);
            _text.Append('[').Append(',', type.GetArrayRank() - 1).Append(']');
        }
        else if (type.IsPointer)
        {
            Append(type.GetElementType()!);
            _text.Append('*');
        }
        else if (type.IsGenericType && type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true)
        {
            AppendList('(', type.GetGenericArguments(), ')');
        }
        else
        {
            AppendNamed(type);
        }

        if (annotated && !type.IsValueType)
        {
            _text.Append('?');
        }
    }

    private void AppendNamed(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            _text.Append(keyword);
            return;
        }

        if (type is { IsNested: true, IsGenericParameter: false })
        {
            _text.Append(type.DeclaringType!.Name.Split('`')[0]).Append('.');
        }

        _text.Append(type.Name.Split('`')[0]);
        if (type.IsGenericType)
        {
            AppendList('<', type.GetGenericArguments(), '>');
        }
    }

    private void AppendList(char open, Type[] types, char close)
    {
        _text.Append(open);
        for (var i = 0; i < types.Length; i++)
        {
            _text.Append(i == 0 ? string.Empty : ", ");
            Append(types[i]);
        }

        _text.Append(close);
    }
}

using System.Reflection;
using System.Runtime.CompilerServices;

namespace CrmKit.Architecture.Tests;

/// <summary>Writes the members of a type, one a line: fields, constructors, properties, events, methods, operators; each kind by name.</summary>
internal static class MemberText
{
    public static IEnumerable<string> Lines(Type type) =>
    [
        .. Sorted(PublicSurface.Fields(type), Field),
        .. Sorted(PublicSurface.Constructors(type), Constructor),
        .. Sorted(PublicSurface.Properties(type), Property),
        .. Sorted(PublicSurface.Events(type), Event),
        .. Sorted(PublicSurface.Methods(type).Where(method => !method.IsSpecialName), Method),
        .. Sorted(PublicSurface.Methods(type).Where(method => method.IsSpecialName), Operator),
    ];

    private static IEnumerable<string> Sorted<T>(IEnumerable<T> members, Func<T, string> write)
        where T : MemberInfo =>
        members.Select(member => (member.Name, Text: write(member)))
            .OrderBy(item => item.Name, StringComparer.Ordinal)
            .ThenBy(item => item.Text, StringComparer.Ordinal)
            .Select(item => item.Text);

    private static string Field(FieldInfo field)
    {
        var access = field.IsPublic ? "public" : "protected";
        if (field.IsLiteral)
        {
            return $"{access} const {TypeText.Of(field)} {field.Name} = {LiteralText.Of(field.GetRawConstantValue(), field.FieldType)};";
        }

        return $"{access} {(field.IsStatic ? "static " : string.Empty)}{(field.IsInitOnly ? "readonly " : string.Empty)}{TypeText.Of(field)} {field.Name};";
    }

    private static string Constructor(ConstructorInfo constructor) =>
        $"{Access(constructor)} {constructor.DeclaringType!.Name.Split('`')[0]}({ParameterText.List(constructor)});";

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(PublicSurface.IsSeen).ToArray();
        var widest = accessors.FirstOrDefault(accessor => accessor.IsPublic) ?? accessors[0];
        var required = property.IsDefined(typeof(RequiredMemberAttribute), inherit: false) ? "required " : string.Empty;
        var name = property.GetIndexParameters() is { Length: > 0 } index ? $"this[{ParameterText.List(index, isExtension: false)}]" : property.Name;
        var reference = property.PropertyType.IsByRef ? "ref " : string.Empty;
        return $"{Modifiers(widest)}{required}{reference}{TypeText.Of(property)} {name} {{ {Getter(property, widest)}{Setter(property, widest)}}}";
    }

    private static string Getter(PropertyInfo property, MethodInfo widest) =>
        property.GetMethod is { } getter && PublicSurface.IsSeen(getter) ? $"{Narrower(getter, widest)}get; " : string.Empty;

    private static string Setter(PropertyInfo property, MethodInfo widest)
    {
        if (property.SetMethod is not { } setter || !PublicSurface.IsSeen(setter))
        {
            return string.Empty;
        }

        var isInit = setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        return $"{Narrower(setter, widest)}{(isInit ? "init" : "set")}; ";
    }

    private static string Narrower(MethodInfo accessor, MethodInfo widest) => widest.IsPublic && !accessor.IsPublic ? "protected " : string.Empty;

    private static string Event(EventInfo item) => $"{Modifiers(item.AddMethod!)}event {TypeText.Of(item)} {item.Name};";

    private static string Method(MethodInfo method)
    {
        var generics = method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : string.Empty;
        var constraints = method.IsGenericMethodDefinition ? ConstraintText.Of(method.GetGenericArguments()) : string.Empty;
        var reference = method.ReturnType.IsByRef ? "ref " : string.Empty;
        return $"{Modifiers(method)}{reference}{TypeText.Of(method.ReturnParameter)} {method.Name}{generics}({ParameterText.List(method)}){constraints};";
    }

    private static string Operator(MethodInfo method) => method.Name switch
    {
        "op_Implicit" => $"{Modifiers(method)}implicit operator {TypeText.Of(method.ReturnParameter)}({ParameterText.List(method)});",
        "op_Explicit" => $"{Modifiers(method)}explicit operator {TypeText.Of(method.ReturnParameter)}({ParameterText.List(method)});",
        _ => $"{Modifiers(method)}{TypeText.Of(method.ReturnParameter)} operator {method.Name["op_".Length..]}({ParameterText.List(method)});",
    };

    private static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static string Modifiers(MethodInfo method)
    {
        if (method.DeclaringType!.IsInterface)
        {
            return (method.IsStatic, method.IsAbstract) switch
            {
                (true, true) => "static abstract ",
                (true, false) => method.IsVirtual ? "static virtual " : "static ",
                (false, true) => string.Empty,
                _ => "virtual ",
            };
        }

        var access = Access(method) + " ";
        if (method.IsStatic)
        {
            return access + "static ";
        }

        if (method.GetBaseDefinition() != method)
        {
            return access + (method is { IsFinal: true, DeclaringType.IsSealed: false } ? "sealed override " : method.IsAbstract ? "abstract override " : "override ");
        }

        return method switch
        {
            { IsAbstract: true } => access + "abstract ",
            { IsVirtual: true, IsFinal: false } => access + "virtual ",
            _ => access,
        };
    }
}

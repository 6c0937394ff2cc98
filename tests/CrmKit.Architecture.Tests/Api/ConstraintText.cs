using System.Reflection;

namespace CrmKit.Architecture.Tests;

/// <summary>Writes what a type parameter must be.</summary>
internal static class ConstraintText
{
    public static string Of(Type[] parameters) => string.Concat(parameters.Where(parameter => parameter.IsGenericParameter).Select(Of));

    private static string Of(Type parameter)
    {
        var rules = Rules(parameter).ToArray();
        return rules.Length == 0 ? string.Empty : $" where {parameter.Name} : {string.Join(", ", rules)}";
    }

    private static IEnumerable<string> Rules(Type parameter)
    {
        var flags = parameter.GenericParameterAttributes;
        var types = parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(TypeText.Of).Order(StringComparer.Ordinal).ToArray();
        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            yield return parameter.CustomAttributes.Any(attribute => string.Equals(attribute.AttributeType.Name, "IsUnmanagedAttribute", StringComparison.Ordinal)) ? "unmanaged" : "struct";
        }
        else if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            yield return "class";
        }
        else if (types.Length == 0 && NullableFlags.Of((MemberInfo?)parameter.DeclaringMethod ?? parameter.DeclaringType, parameter.CustomAttributes).Next() == NullableFlags.NotAnnotated)
        {
            yield return "notnull";
        }

        foreach (var type in types)
        {
            yield return type;
        }

        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            yield return "new()";
        }

        if (flags.HasFlag(GenericParameterAttributes.AllowByRefLike))
        {
            yield return "allows ref struct";
        }
    }
}

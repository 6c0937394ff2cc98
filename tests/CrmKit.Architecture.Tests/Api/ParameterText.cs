using System.Reflection;
using System.Runtime.CompilerServices;

namespace CrmKit.Architecture.Tests;

/// <summary>Writes a list of parameters with their modifiers and default values.</summary>
internal static class ParameterText
{
    public static string List(MethodBase method) => List(method.GetParameters(), method.IsDefined(typeof(ExtensionAttribute), inherit: false));

    public static string List(ParameterInfo[] parameters, bool isExtension) =>
        string.Join(", ", parameters.Select((parameter, index) => (isExtension && index == 0 ? "this " : string.Empty) + Of(parameter)));

    private static string Of(ParameterInfo parameter)
    {
        var text = $"{Modifier(parameter)}{TypeText.Of(parameter)} {parameter.Name}";
        return parameter.HasDefaultValue ? $"{text} = {LiteralText.Of(parameter.DefaultValue, parameter.ParameterType)}" : text;
    }

    private static string Modifier(ParameterInfo parameter)
    {
        if (parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) || parameter.IsDefined(typeof(ParamCollectionAttribute), inherit: false))
        {
            return "params ";
        }

        if (!parameter.ParameterType.IsByRef)
        {
            return string.Empty;
        }

        return parameter switch
        {
            { IsOut: true } => "out ",
            { IsIn: true } => parameter.IsDefined(typeof(RequiresLocationAttribute), inherit: false) ? "ref readonly " : "in ",
            _ => "ref ",
        };
    }
}

using System.Reflection;
using System.Xml.Linq;

namespace CrmKit.Architecture.Tests;

/// <summary>The documentation that the compiler wrote beside an assembly, and what is missing in it.</summary>
internal sealed class DocumentationFile
{
    private readonly Dictionary<string, XElement> _members;

    public DocumentationFile(XDocument document) =>
        _members = document.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    public static DocumentationFile Beside(Assembly assembly) => new(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")));

    /// <summary>One line for each gap in the documentation of a public type and its members.</summary>
    public IEnumerable<string> Gaps(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return GapsOf(DocumentationId.Of(type), type.GetMethod("Invoke")!.GetParameters(), OwnTypeParameters(type));
        }

        return
        [
            .. GapsOf(DocumentationId.Of(type), [], OwnTypeParameters(type)),
            .. PublicSurface.Fields(type).SelectMany(field => GapsOf(DocumentationId.Of(field), [], [])),
            .. PublicSurface.Properties(type).SelectMany(property => GapsOf(DocumentationId.Of(property), property.GetIndexParameters(), [])),
            .. PublicSurface.Events(type).SelectMany(item => GapsOf(DocumentationId.Of(item), [], [])),
            .. PublicSurface.Constructors(type).Where(constructor => !IsImplicit(constructor)).SelectMany(constructor => GapsOf(DocumentationId.Of(constructor), constructor.GetParameters(), [])),
            .. PublicSurface.Methods(type).Where(method => !PublicSurface.IsGenerated(method)).SelectMany(MethodGaps),
        ];
    }

    private IEnumerable<string> MethodGaps(MethodInfo method)
    {
        var id = DocumentationId.Of(method);
        var gaps = GapsOf(id, method.GetParameters(), method.IsGenericMethodDefinition ? method.GetGenericArguments() : []);

        // A summary such as "The exact sum." says what comes back. The bool of a Try method cannot be told from the summary.
        var isTry = method.Name.StartsWith("Try", StringComparison.Ordinal) && method.ReturnType == typeof(bool);
        return isTry && _members.TryGetValue(id, out var member) && !IsInherited(member) && !HasText(member.Element("returns"))
            ? gaps.Append($"{id}: what true and false mean")
            : gaps;
    }

    // A constructor that nobody wrote cannot be documented.
    private bool IsImplicit(ConstructorInfo constructor) => constructor.GetParameters().Length == 0 && !_members.ContainsKey(DocumentationId.Of(constructor));

    private IEnumerable<string> GapsOf(string id, ParameterInfo[] parameters, Type[] typeParameters)
    {
        if (!_members.TryGetValue(id, out var member))
        {
            yield return $"{id}: no documentation";
            yield break;
        }

        if (IsInherited(member))
        {
            yield break;
        }

        if (!HasText(member.Element("summary")))
        {
            yield return $"{id}: summary";
        }

        foreach (var name in typeParameters.Select(parameter => parameter.Name).Where(name => !Describes(member, "typeparam", name)))
        {
            yield return $"{id}: type parameter {name}";
        }

        foreach (var name in parameters.Select(parameter => parameter.Name!).Where(name => !Describes(member, "param", name)))
        {
            yield return $"{id}: parameter {name}";
        }

        foreach (var element in member.Elements().Where(element => element.Name.LocalName is "returns" or "param" or "exception" or "remarks" && !HasText(element)))
        {
            yield return $"{id}: an empty {element.Name.LocalName}";
        }
    }

    private static Type[] OwnTypeParameters(Type type) => [.. type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0)];

    private static bool IsInherited(XElement member) => member.Element("inheritdoc") is not null;

    private static bool Describes(XElement member, string kind, string name) =>
        member.Elements(kind).Any(element => string.Equals(element.Attribute("name")?.Value, name, StringComparison.Ordinal) && HasText(element));

    private static bool HasText(XElement? element) => element is not null && (element.HasElements || !string.IsNullOrWhiteSpace(element.Value));
}

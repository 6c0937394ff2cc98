using System.Text.Json;

namespace CrmKit.Import;

/// <summary>An object of a profile's JSON, read strictly: a property that nobody asks for is a mistake, not a remark.</summary>
/// <param name="element">The object.</param>
/// <param name="path">Where it stands, for messages.</param>
internal sealed class ProfileNode(JsonElement element, string path)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>A mistake in this object.</summary>
    public FormatException Fault(string what) => new($"The profile is unusable at {path}: {what}.");

    /// <summary>An object in it; <c>null</c> where there is none.</summary>
    public ProfileNode? Child(string name) => Find(name) is { } found ? Object(found, $"{path}.{name}") : null;

    /// <summary>An object that must be there.</summary>
    public ProfileNode Required(string name) => Child(name) ?? throw Fault($"\"{name}\" is missing");

    /// <summary>The objects of a list.</summary>
    public IEnumerable<ProfileNode> Children(string name)
    {
        if (Find(name) is not { } list)
        {
            yield break;
        }

        foreach (var (i, item) in Items(list, name).Index())
        {
            yield return Object(item, string.Create(CultureInfo.InvariantCulture, $"{path}.{name}[{i}]"));
        }
    }

    /// <summary>A text; <c>null</c> where there is none.</summary>
    public string? Text(string name) => Find(name) is { } found ? Text(found, name) : null;

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string name) => Text(name) is { Length: > 0 } text ? text : throw Fault($"\"{name}\" must be a text");

    /// <summary>A list of texts, empty where there is none.</summary>
    public ImmutableArray<string> Texts(string name) => Find(name) is { } list ? [.. Items(list, name).Select(item => Text(item, name))] : [];

    /// <summary>A list of lists of texts, empty where there is none.</summary>
    public ImmutableArray<ImmutableArray<string>> TextLists(string name) =>
        Find(name) is { } list ? [.. Items(list, name).Select(inner => Items(inner, name).Select(item => Text(item, name)).ToImmutableArray())] : [];

    /// <summary>A list of texts for each name that the object has.</summary>
    public IEnumerable<(string Name, ImmutableArray<string> Texts)> AllTexts()
    {
        foreach (var property in element.EnumerateObject())
        {
            yield return (property.Name, Texts(property.Name));
        }
    }

    /// <summary>A text for each name that the object has.</summary>
    public IEnumerable<(string Name, string Text)> AllText()
    {
        foreach (var property in element.EnumerateObject())
        {
            yield return (property.Name, RequiredText(property.Name));
        }
    }

    /// <summary>Yes or no; no where nothing is said.</summary>
    public bool Flag(string name) => Find(name) is { } found && found.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Fault($"\"{name}\" must be true or false"),
    };

    /// <summary>One character; <c>null</c> where nothing is said.</summary>
    public char? Character(string name) => Text(name) is not { } text ? null : text.Length == 1 ? text[0] : throw Fault($"\"{name}\" must be one character");

    /// <summary>Refuses properties that nobody asked for.</summary>
    public void Close()
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!_asked.Contains(property.Name))
            {
                throw Fault($"\"{property.Name}\" is no property of it");
            }
        }
    }

    private JsonElement? Find(string name)
    {
        _asked.Add(name);
        return element.TryGetProperty(name, out var found) ? found : null;
    }

    private ProfileNode Object(JsonElement found, string at) => found.ValueKind == JsonValueKind.Object ? new ProfileNode(found, at) : throw Fault($"{at} must be an object");

    private JsonElement.ArrayEnumerator Items(JsonElement list, string name) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw Fault($"\"{name}\" must be a list");

    private string Text(JsonElement found, string name) => found.ValueKind == JsonValueKind.String ? found.GetString()! : throw Fault($"\"{name}\" must be a text");
}

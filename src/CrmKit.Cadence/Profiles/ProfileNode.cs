using System.Text.Json;

namespace CrmKit.Cadence;

/// <summary>One object of a profile's text, with the path by which faults name its fields.</summary>
internal sealed class ProfileNode
{
    private readonly JsonElement _object;
    private readonly string _path;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public ProfileNode(JsonElement element, string path)
    {
        _object = element.ValueKind == JsonValueKind.Object ? element : throw new FormatException(path.Length == 0 ? "Expected the profile to be an object." : new ProfileFault(path, "an object").ToString());
        _path = path;
    }

    public FormatException Fault(string name, string expected) => new(new ProfileFault(PathOf(name), expected).ToString());

    public string Text(string name, string expected) => TextOrNull(name, expected) ?? throw Fault(name, expected);

    public string? TextOrNull(string name, string expected)
    {
        if (!TryField(name, out var field))
        {
            return null;
        }

        return field.ValueKind == JsonValueKind.String ? TextOf(field, name, expected) : throw Fault(name, expected);
    }

    /// <summary>A code that a domain type checks.</summary>
    public T Code<T>(string name, string expected, Func<string, T> read) => Checked(name, expected, Text(name, expected), read);

    public T? CodeOrNull<T>(string name, string expected, Func<string, T> read)
        where T : struct => TextOrNull(name, expected) is { } text ? Checked(name, expected, text, read) : null;

    public T OneOf<T>(string name, CodeTable<T> codes)
        where T : struct, Enum => codes.Find(Text(name, $"one of {codes.Codes}")) ?? throw Fault(name, $"one of {codes.Codes}");

    public ImmutableArray<T> SomeOf<T>(string name, CodeTable<T> codes)
        where T : struct, Enum
    {
        var expected = $"a list of {codes.Codes}";
        return List(name, expected, (element, _) =>
            element.ValueKind == JsonValueKind.String && codes.Find(TextOf(element, name, expected)) is { } value ? value : throw Fault(name, expected));
    }

    public int Whole(string name) => WholeOrNull(name) ?? throw Fault(name, "a whole number");

    public int? WholeOrNull(string name) => TryField(name, out var field)
        ? field.ValueKind == JsonValueKind.Number && field.TryGetInt32(out var number) ? number : throw Fault(name, "a whole number")
        : null;

    public double Real(string name) => TryField(name, out var field) && field.ValueKind == JsonValueKind.Number && field.TryGetDouble(out var number) ? number : throw Fault(name, "a number");

    public double Real(string name, double otherwise) => TryField(name, out _) ? Real(name) : otherwise;

    public bool Flag(string name) => TryField(name, out var field) && field.ValueKind is JsonValueKind.True or JsonValueKind.False ? field.GetBoolean() : throw Fault(name, "true or false");

    public ProfileNode? ChildOrNull(string name) => TryField(name, out var field) ? new ProfileNode(field, PathOf(name)) : null;

    public ProfileNode Child(string name) => ChildOrNull(name) ?? throw Fault(name, "an object");

    public ImmutableArray<T> Children<T>(string name, Func<ProfileNode, T> read) =>
        List(name, "a list", (element, i) => read(new ProfileNode(element, string.Create(CultureInfo.InvariantCulture, $"{PathOf(name)}[{i}]"))));

    /// <summary>Refuses what nobody asked for.</summary>
    public void Close()
    {
        foreach (var field in _object.EnumerateObject())
        {
            if (!_asked.Contains(field.Name))
            {
                throw new FormatException($"Expected {(_path.Length == 0 ? "the profile" : $"'{_path}' of the profile")} to have no field '{field.Name}': it may have {string.Join(", ", _asked.Order(StringComparer.Ordinal))}.");
            }
        }
    }

    private ImmutableArray<T> List<T>(string name, string expected, Func<JsonElement, int, T> read)
    {
        if (!TryField(name, out var field))
        {
            return [];
        }

        return field.ValueKind == JsonValueKind.Array ? [.. field.EnumerateArray().Select(read)] : throw Fault(name, expected);
    }

    private T Checked<T>(string name, string expected, string text, Func<string, T> read)
    {
        try
        {
            return read(text);
        }
        catch (ArgumentException)
        {
            throw Fault(name, expected);
        }
    }

    private string TextOf(JsonElement text, string name, string expected)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape.
            throw Fault(name, expected);
        }
    }

    private bool TryField(string name, out JsonElement field)
    {
        _asked.Add(name);
        return _object.TryGetProperty(name, out field) && field.ValueKind != JsonValueKind.Null;
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}

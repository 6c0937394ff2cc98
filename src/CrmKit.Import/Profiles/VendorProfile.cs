using System.Text.Json;

namespace CrmKit.Import;

/// <summary>How one vendor's exports are written, as data: columns in all their spellings, values and what they say, forms of dates and amounts.</summary>
/// <remarks>
/// <para>Immutable and thread-safe. Names and values are compared by their letters and digits alone, without regard to case.</para>
/// <para>
/// A profile is JSON; the built-in ones are described in <c>docs/import-profiles.md</c> and are a starting point for one's own. It cannot make an
/// opt-in out of silence: a blank says nothing in every column, and a value that a status column's table does not name is a fault.
/// </para>
/// </remarks>
public sealed class VendorProfile
{
    private static readonly JsonDocumentOptions Strict = new() { CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false };

    private VendorProfile(ProfileNode node)
    {
        Name = node.RequiredText("name");
        Vendor = node.RequiredText("vendor");
        _ = new Purpose(Name);
        HasGuidIds = node.Flag("guidIds");
        Times = node.Texts("times");
        _ = new ProfileTimes(Times, DateTimeZone.Utc);
        Amounts = ProfileAmounts.From(node.Required("amounts"));
        var purposes = (node.Child("purposes")?.AllText() ?? []).ToList();
        PurposeNames = [.. purposes.Select(pair => pair.Name)];
        Purposes = purposes.ToImmutableDictionary(pair => FoldedText.Of(pair.Name), pair => new Purpose(pair.Text), StringComparer.Ordinal);
        Languages = (node.Child("languages")?.AllText() ?? []).ToImmutableDictionary(pair => FoldedText.Of(pair.Name), pair => pair.Text, StringComparer.Ordinal);
        var tables = node.Child("tables");
        Contacts = ProfileJson.People(node.Required("contacts"), tables);
        Statuses = ProfileJson.People(node.Required("statuses"), tables);
        Deals = ProfileJson.Deals(node.Required("deals"));
        node.Close();
    }

    /// <summary>The names of the built-in profiles, in ordinal order.</summary>
    public static ImmutableArray<string> BuiltInNames { get; } = ["dynamics365", "hubspot", "keap", "sharpspring"];

    /// <summary>The profile's name, for example <c>hubspot</c>: lower-case letters, digits and hyphens.</summary>
    public string Name { get; }

    /// <summary>The vendor as people call it, for example <c>HubSpot</c>.</summary>
    public string Vendor { get; }

    internal bool HasGuidIds { get; }

    internal ImmutableArray<string> Times { get; }

    internal ProfileAmounts Amounts { get; }

    internal ImmutableArray<string> PurposeNames { get; }

    internal ImmutableDictionary<string, Purpose> Purposes { get; }

    internal ImmutableDictionary<string, string> Languages { get; }

    internal PeopleSection Contacts { get; }

    internal PeopleSection Statuses { get; }

    internal DealSection Deals { get; }

    /// <summary>Reads a profile of one's own.</summary>
    /// <param name="json">The profile, in the form of the built-in ones.</param>
    /// <exception cref="FormatException">The text is no JSON, or no profile: the message says where and what is wrong.</exception>
    public static VendorProfile Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new VendorProfile(new ProfileNode(document.RootElement, "$"))
                : throw new FormatException("A profile is a JSON object.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The profile is no JSON: {e.Message}", e);
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"The profile is unusable: {e.Message}", e);
        }
    }

    /// <summary>A built-in profile.</summary>
    /// <param name="name">One of <see cref="BuiltInNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such profile; the message names those that there are.</exception>
    public static VendorProfile BuiltIn(string name) => Parse(BuiltInText(name));

    /// <summary>The JSON of a built-in profile, as a starting point for one's own.</summary>
    /// <param name="name">One of <see cref="BuiltInNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such profile; the message names those that there are.</exception>
    public static string BuiltInText(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!BuiltInNames.Contains(name, StringComparer.Ordinal))
        {
            throw new ArgumentException($"There is no built-in profile of this name; there are {string.Join(", ", BuiltInNames)}.", nameof(name));
        }

        using var stream = typeof(VendorProfile).Assembly.GetManifestResourceStream($"Profiles/{name}.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The profile's name.</summary>
    public override string ToString() => Name;

    internal PeopleSection People(ProfileFileKind kind) => kind == ProfileFileKind.Contacts ? Contacts : Statuses;
}

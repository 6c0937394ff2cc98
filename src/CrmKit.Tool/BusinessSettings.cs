using System.Text.Json;
using System.Text.Json.Serialization;
using CrmKit.Cadence;
using CrmKit.Calendars;
using CrmKit.Desk;
using CrmKit.Messaging;

namespace CrmKit.Tool;

/// <summary>What is remembered of the business, in a JSON file beside the database.</summary>
internal sealed record BusinessSettings
{
    /// <summary>ISO 4217's code for no currency: until one is told.</summary>
    public const string NoCurrency = "XXX";

    private const string None = "none";

    // example.com receives no mail: good enough to plan with, and never sent from.
    private const string UntoldFrom = "business@example.com";

    public string Name { get; init; } = "Our business";

    public string From { get; init; } = UntoldFrom;

    public string Zone { get; init; } = "Etc/UTC";

    public string Currency { get; init; } = NoCurrency;

    /// <summary>The name of a profile, or the path of one; <c>null</c> or <c>none</c> for none.</summary>
    public string? Trade { get; init; }

    /// <summary>The path of a folder of templates; <c>null</c> or <c>none</c> for the house's words alone.</summary>
    public string? Words { get; init; }

    [JsonIgnore]
    public DateTimeZone DateTimeZone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone)
        ?? throw new UsageException($"--zone: expected an IANA time zone such as Europe/Berlin, not '{Zone}'.");

    [JsonIgnore]
    public CrmDeskOptions DeskOptions => OptionsOf(Profile);

    private CrmDeskOptions OptionsOf(BusinessProfile? profile) => new()
    {
        BusinessName = Name,
        From = From,
        BusinessZone = DateTimeZone,
        Currency = new Currency(Currency),
        Templates = Templates,
        Profile = profile,
        Occasions = profile is null ? new OccasionOptions() : OccasionOptions.Usual(LeapDayPolicy.February28),
    };

    [JsonIgnore]
    public BusinessProfile? Profile => Trade is null or None ? null : Named(Trade) ?? OwnProfile(Trade);

    /// <summary>What to remember of a trade that was told: its name, or where its file is found from anywhere.</summary>
    public static string TradeToRemember(string trade) => trade is None || Named(trade) is not null ? trade : Path.GetFullPath(trade);

    /// <summary>What to remember of a folder of words that was told.</summary>
    public static string WordsToRemember(string words) => words is None ? words : Path.GetFullPath(words);

    /// <summary>Messages leave under a real address, at which people can answer "stop", or not at all.</summary>
    /// <exception cref="UsageException">Nobody told the address yet.</exception>
    public BusinessSettings RequireFrom() => string.Equals(From, UntoldFrom, StringComparison.Ordinal)
        ? throw new UsageException("--from: tell once the e-mail address that the business writes from, at which people can answer.")
        : this;

    public static BusinessSettings Load(string databasePath)
    {
        var path = PathFor(databasePath);
        if (!File.Exists(path))
        {
            return new BusinessSettings();
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), ToolJson.Default.BusinessSettings) ?? new BusinessSettings();
        }
        catch (JsonException error)
        {
            throw new UsageException($"{Path.GetFileName(path)} is not readable (line {error.LineNumber + 1}). Mend it, or delete it and tell --business, --from, --zone and --currency again.");
        }
    }

    public void Save(string databasePath) => File.WriteAllText(PathFor(databasePath), JsonSerializer.Serialize(this, ToolJson.Default.BusinessSettings) + "\n");

    public void SaveIfChanged(string databasePath)
    {
        if (this != Load(databasePath))
        {
            Save(databasePath);
        }
    }

    public BusinessSettings Checked()
    {
        _ = DateTimeZone;
        if (Currency.Length != 3 || !Currency.All(char.IsAsciiLetterUpper))
        {
            throw new UsageException("--currency: expected three capital letters as in ISO 4217, for example EUR.");
        }

        _ = Profile;
        if (!ContactPoint.TryParse(Channel.Email, From, out _))
        {
            throw new UsageException($"--from: expected {ContactPoint.Expected(Channel.Email)}.");
        }

        if (string.IsNullOrWhiteSpace(Name))
        {
            throw new UsageException("--business: expected a name.");
        }

        _ = Templates;
        return this;
    }

    [JsonIgnore]
    public TemplateSet? Templates
    {
        get
        {
            try
            {
                return Words is null or None ? null : TemplateFolder.Read(TemplateSet.English(Name), Words);
            }
            catch (DirectoryNotFoundException)
            {
                throw new UsageException($"--words: there is no folder {Words}.");
            }
            catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"--words: {error.Message}");
            }
        }
    }

    private static BusinessProfile? Named(string trade) => BusinessProfiles.All.FirstOrDefault(profile => string.Equals(profile.Name, trade, StringComparison.Ordinal));

    private static BusinessProfile OwnProfile(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"--trade: expected {string.Join(", ", BusinessProfiles.All.Select(profile => profile.Name))}, none, or the path of a JSON file with a profile.");
        }

        try
        {
            var profile = BusinessProfileJson.FromText(File.ReadAllText(path));
            _ = new CadencePolicy(profile);
            return profile;
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new UsageException($"--trade: {Path.GetFileName(path)} is no profile. {error.Message}");
        }
    }

    private static string PathFor(string databasePath) => databasePath + ".business.json";
}

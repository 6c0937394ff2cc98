using System.CommandLine;
using CrmKit.Import;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>Which vendor's export the files are.</summary>
internal sealed class ProfileOptions
{
    private readonly Option<string?> _profile = new("--profile")
    {
        HelpName = "VENDOR",
        Description = $"The files are an export of {string.Join(", ", VendorProfile.BuiltInNames)}, or as a profile file (.json) says: --customers contacts, --consents e-mail statuses, --purchases deals.",
    };

    private readonly Option<string?> _exportedOn = new("--exported-on") { HelpName = "yyyy-MM-dd", Description = "The day on which the vendor wrote the files: from then on count refusals without a date of their own." };
    private readonly Option<string[]> _timeForms = new("--time-form") { HelpName = "PATTERN", Description = "How the vendor writes dates and times, instead of the profile's forms, for example \"dd.MM.yyyy HH:mm\"; may be told several times." };
    private readonly Option<string?> _callingCode = new("--calling-code") { HelpName = "+49", Description = "Put before telephone numbers without a country code." };
    private readonly Option<string[]> _wonStages = new("--won-stage") { HelpName = "NAME", Description = "A stage of deals that means won, beside the profile's; may be told several times." };
    private readonly Option<bool> _skipAddresses = new("--skip-unreadable-addresses") { Description = "Pass over what is no address in a vendor's file, instead of stopping." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _profile, _exportedOn, _timeForms, _callingCode, _wonStages, _skipAddresses })
        {
            command.Options.Add(option);
        }
    }

    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_profile) is not null;

    public VendorProfile? Read(ParseResult parsed)
    {
        if (parsed.GetValue(_profile) is not { } name)
        {
            return new Option[] { _exportedOn, _timeForms, _callingCode, _wonStages, _skipAddresses }.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } alone
                ? throw new UsageException($"{alone.Name} goes with --profile alone.")
                : null;
        }

        try
        {
            return name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? VendorProfile.Parse(File.ReadAllText(name)) : VendorProfile.BuiltIn(name);
        }
        catch (ArgumentException error)
        {
            throw UsageException.Of("--profile", error);
        }
        catch (FormatException error)
        {
            throw new UsageException($"--profile: {error.Message}");
        }
        catch (IOException)
        {
            throw new UsageException($"--profile: {name} cannot be read; there are {string.Join(", ", VendorProfile.BuiltInNames)} and profile files of one's own.");
        }
    }

    public ProfileReaderOptions ReadOptions(ParseResult parsed, BusinessSettings business, char delimiter, ImmutableArray<string> ignoredColumns) => new()
    {
        BusinessZone = business.DateTimeZone,
        Currency = new Currency(business.Currency),
        ExportedOn = parsed.GetValue(_exportedOn) is { } text ? Day(text) : null,
        DatePatterns = [.. parsed.GetValue(_timeForms) ?? []],
        WonStages = [.. parsed.GetValue(_wonStages) ?? []],
        IgnoredColumns = ignoredColumns,
        CallingCode = parsed.GetValue(_callingCode),
        PassOverUnreadableAddresses = parsed.GetValue(_skipAddresses),
        Delimiter = delimiter,
    };

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day) ? day : throw new UsageException("--exported-on: expected yyyy-MM-dd.");
}

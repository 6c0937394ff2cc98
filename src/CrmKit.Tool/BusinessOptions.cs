using System.CommandLine;
using CrmKit.Cadence;

namespace CrmKit.Tool;

/// <summary>What the tool must know of the business. What is told once is remembered beside the database.</summary>
internal sealed class BusinessOptions
{
    public Option<string?> Name { get; } = new("--business") { HelpName = "NAME", Description = "The name of the business (remembered)." };

    public Option<string?> From { get; } = new("--from") { HelpName = "ADDRESS", Description = "The e-mail address that the business writes from (remembered)." };

    public Option<string?> Zone { get; } = new("--zone") { HelpName = "IANA", Description = "The time zone of the business, for example Europe/Berlin (remembered; UTC until told)." };

    public Option<string?> Currency { get; } = new("--currency") { HelpName = "CODE", Description = "The currency of all amounts, for example EUR (remembered; told once before the first purchases)." };

    public Option<string?> Trade { get; } = new("--trade")
    {
        HelpName = "NAME",
        Description = $"How the business keeps in touch (remembered): {string.Join(", ", BusinessProfiles.All.Select(profile => profile.Name))}, a profile of your own as a JSON file, or none for a plain interval. With a trade people are thanked, remembered on their anniversary, and asked back after a complaint.",
    };

    public Option<string?> Words { get; } = new("--words")
    {
        HelpName = "FOLDER",
        Description = "A folder of templates (remembered), or none for the words of the house: REASON.LANGUAGE.txt or REASON@TOPIC.LANGUAGE.txt, such as cadence.profile-due@new-in.en.txt; the subject, an empty line, the text with {{given-name}}.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Name);
        command.Options.Add(From);
        command.Options.Add(Zone);
        command.Options.Add(Currency);
        command.Options.Add(Trade);
        command.Options.Add(Words);
    }

    /// <summary>What was remembered, changed by what was told.</summary>
    public BusinessSettings Read(ParseResult parsed, string databasePath)
    {
        var remembered = BusinessSettings.Load(databasePath);
        return (remembered with
        {
            Name = parsed.GetValue(Name) ?? remembered.Name,
            From = parsed.GetValue(From) ?? remembered.From,
            Zone = parsed.GetValue(Zone) ?? remembered.Zone,
            Currency = parsed.GetValue(Currency) ?? remembered.Currency,
            Trade = parsed.GetValue(Trade) is { } trade ? BusinessSettings.TradeToRemember(trade) : remembered.Trade,
            Words = parsed.GetValue(Words) is { } words ? BusinessSettings.WordsToRemember(words) : remembered.Words,
        }).Checked();
    }
}

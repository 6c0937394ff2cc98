using System.Diagnostics.CodeAnalysis;

namespace CrmKit.Calendars;

public sealed partial record RecurrenceRule
{
    /// <summary>Reads a rule, such as <c>FREQ=MONTHLY;BYDAY=-1FR</c>. Lower case and the prefix <c>RRULE:</c> are welcome.</summary>
    /// <param name="text">The value of an RRULE property.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="RecurrenceFormatException">The text is not a rule, or combines parts that RFC 5545 does not; its fault says which.</exception>
    public static RecurrenceRule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var rule, out var fault) ? rule : throw new RecurrenceFormatException(fault);
    }

    /// <summary>Reads a rule, or says what is wrong with it; never throws.</summary>
    /// <param name="text">The value of an RRULE property.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="fault">The part, its position and what was expected.</param>
    /// <returns>Whether the text is a rule.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out RecurrenceRule? rule, [NotNullWhen(false)] out RecurrenceFault? fault)
    {
        var reader = new RuleReader(text ?? string.Empty);
        rule = reader.Read();
        fault = reader.Fault;
        return rule is not null;
    }

    /// <summary>The rule as RFC 5545 writes it, parts in a fixed order and none that says what holds anyway. It parses back to an equal rule.</summary>
    public override string ToString() => RuleWriter.Write(this);

    /// <summary>The rule in plain English, such as <c>every 2 weeks on Monday and Friday, 10 times</c>.</summary>
    public string Explain() => RuleWords.Of(this);
}

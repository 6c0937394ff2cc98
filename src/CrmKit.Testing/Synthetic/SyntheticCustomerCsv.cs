using NodaTime.Text;

namespace CrmKit.Testing;

/// <summary>Writes invented people in the form that <c>crmkit import --customers</c> reads.</summary>
public static class SyntheticCustomerCsv
{
    /// <summary>Writes a header and one line per person, with LF line ends.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="people">The people; nothing in them needs quoting.</param>
    public static void Write(TextWriter writer, IEnumerable<SyntheticCustomer> people)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(people);
        writer.Write("customer_id,name,given_name,email,zone,language,birthday,consent_marketing,consent_greetings,consent_date,consent_source\n");
        foreach (var person in people)
        {
            var birthday = person.Birthday is { } day ? AnnualDatePattern.Iso.Format(day) : string.Empty;
            var said = person.Marketing is null && person.Greetings is null ? string.Empty : LocalDatePattern.Iso.Format(person.SaidOn);
            writer.Write(string.Join(
                ',',
                person.Id.Value,
                person.Name,
                person.GivenName,
                person.Email,
                person.ZoneId,
                "en",
                birthday,
                Word(person.Marketing),
                Word(person.Greetings),
                said,
                said.Length == 0 ? string.Empty : "synthetic"));
            writer.Write('\n');
        }
    }

    private static string Word(ConsentState? state) => state switch
    {
        ConsentState.OptIn => "opt-in",
        ConsentState.OptOut => "opt-out",
        _ => string.Empty,
    };
}

using CrmKit.Calendars;

namespace CrmKit;

/// <summary>A day that a person keeps, beside the birthday.</summary>
/// <param name="Name">Its code, for example <c>wedding-anniversary</c>; 1 to 50 lower-case letters, digits and hyphens.</param>
/// <param name="Date">The day, with a year where one is known.</param>
/// <exception cref="ArgumentException">The code has another form.</exception>
public sealed record ImportantDate(string Name, PartialDate Date)
{
    private readonly string _name = CodeText.Checked(Name, nameof(Name));

    /// <summary>Its code.</summary>
    public string Name
    {
        get => _name;
        init => _name = CodeText.Checked(value, nameof(Name));
    }
}

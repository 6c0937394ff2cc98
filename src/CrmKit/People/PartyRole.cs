namespace CrmKit;

/// <summary>What one customer is to another during some time: a member of a household, the contact of an organisation, somebody's spouse.</summary>
/// <remarks>Kept on the customer who holds the role. A role that ended stays, with its end: it can be asked about as of any day.</remarks>
/// <param name="Role">The role's code, for example <c>member</c> or <c>contact</c>; 1 to 50 lower-case letters, digits and hyphens.</param>
/// <param name="Of">The other customer, for example the household.</param>
/// <param name="From">First day; <c>null</c> where nobody knows.</param>
/// <param name="Until">Last day, included; <c>null</c> while it lasts.</param>
/// <exception cref="ArgumentException">The code has another form, or the role ends before it begins.</exception>
public sealed record PartyRole(string Role, CustomerId Of, LocalDate? From = null, LocalDate? Until = null)
{
    private readonly string _role = CodeText.Checked(Role, nameof(Role));
    private readonly LocalDate? _until = Until is null || From is null || Until >= From
        ? Until
        : throw new ArgumentException("A role cannot end before it begins.", nameof(Until));

    /// <summary>The role's code.</summary>
    public string Role
    {
        get => _role;
        init => _role = CodeText.Checked(value, nameof(Role));
    }

    /// <summary>Last day, included; <c>null</c> while it lasts.</summary>
    public LocalDate? Until
    {
        get => _until;
        init => _until = value is null || From is null || value >= From ? value : throw new ArgumentException("A role cannot end before it begins.", nameof(value));
    }

    /// <summary>Whether the role is held on a day.</summary>
    /// <param name="day">The day.</param>
    public bool HoldsOn(LocalDate day) => (From is not { } from || from <= day) && (Until is not { } until || day <= until);
}

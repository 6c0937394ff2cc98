using CrmKit.Calendars;

namespace CrmKit;

/// <summary>What is known of a person, household or organisation that has nothing to do with one purchase.</summary>
/// <remarks>Immutable; equal when every part is equal. Only the id is required; a text with half a surrogate pair in it is refused, since no store could give it back. <see cref="ToString"/> shows the id alone.</remarks>
public sealed partial record Customer
{
    /// <summary>The program's own key.</summary>
    public required CustomerId Id { get; init; }

    /// <summary>A person, unless told otherwise.</summary>
    public PartyKind Kind { get; init; } = PartyKind.Person;

    /// <summary>Full name as the person writes it; <c>null</c> when unknown.</summary>
    public string? Name
    {
        get;
        init => field = KeyText.CheckedUtf8(value, nameof(Name));
    }

    /// <summary>The name to greet the person by; <c>null</c> when unknown.</summary>
    public string? GivenName
    {
        get;
        init => field = KeyText.CheckedUtf8(value, nameof(GivenName));
    }

    /// <summary>The family name; <c>null</c> when unknown.</summary>
    public string? FamilyName
    {
        get;
        init => field = KeyText.CheckedUtf8(value, nameof(FamilyName));
    }

    /// <summary>Contact points in the person's order of preference, each with its status.</summary>
    public ImmutableArray<ContactPointRecord> ContactPoints
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Day and month of birth, with the year where it is known; <c>null</c> when unknown.</summary>
    public PartialDate? Birthday { get; init; }

    /// <summary>Other days that the person keeps.</summary>
    public ImmutableArray<ImportantDate> Dates
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>The person's zone with its provenance; <c>null</c> when only the business's can be assumed.</summary>
    public CustomerZone? Zone { get; init; }

    /// <summary>BCP 47 language tag, for example <c>de</c>; <c>null</c> when unknown.</summary>
    public string? Language
    {
        get;
        init => field = KeyText.CheckedUtf8(value, nameof(Language));
    }

    /// <summary>When the person likes to be contacted, on the clock there; <c>null</c> when unknown.</summary>
    public DailyHours? PreferredHours { get; init; }

    /// <summary>What this customer is to others, past roles included.</summary>
    public ImmutableArray<PartyRole> Roles
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>What the person cares for: said and concluded, kept apart. <see cref="Interest.Note"/> adds to it.</summary>
    public ImmutableArray<Interest> Interests
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Why the person is to be spared, expired flags included.</summary>
    public ImmutableArray<CareFlag> CareFlags
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>When and over what the person wants to hear nothing, expired blocks included.</summary>
    public ImmutableArray<ContactBlock> Blocks
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>What the business keeps beside all this.</summary>
    public CustomFields Fields { get; init; } = CustomFields.None;

    /// <summary>The channel of the first usable contact point; <c>null</c> without one.</summary>
    public Channel? PreferredChannel => ContactPoints.FirstOrDefault(point => point.IsUsable)?.Channel;

    /// <summary>The roles held on a day.</summary>
    /// <param name="day">The day.</param>
    public IEnumerable<PartyRole> RolesOn(LocalDate day) => Roles.Where(role => role.HoldsOn(day));

    /// <summary>Whether the person cares for a topic: what was said decides, what was concluded stands in for silence.</summary>
    /// <param name="topic">The topic.</param>
    /// <returns>The statement or conclusion that holds; <c>null</c> where nothing is known.</returns>
    public Interest? InterestIn(Topic topic) => Interest.In(Interests, topic);

    /// <summary>The id alone: the rest is personal data.</summary>
    public override string ToString() => $"Customer {Id}";
}

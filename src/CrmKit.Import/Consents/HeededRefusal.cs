namespace CrmKit.Import;

/// <summary>A refusal as far as a bad row tells it.</summary>
/// <param name="Customer">Who refused; <c>null</c> where that cannot be read.</param>
/// <param name="Point">The address.</param>
/// <param name="State">What was said: never an agreement.</param>
/// <param name="Purpose">The purpose; <c>null</c> where that cannot be read.</param>
/// <param name="Topic">The topic; <c>null</c> for all of them, also where it cannot be read.</param>
/// <param name="At">When it was said.</param>
/// <param name="Source">Where it was said.</param>
internal sealed record HeededRefusal(CustomerId? Customer, ContactPoint Point, ConsentState State, Purpose? Purpose, Topic? Topic, Instant At, string Source)
{
    /// <summary>The statements for a person who is known at the address; an opt-out of nobody knows what is one of every purpose that the library names.</summary>
    public IEnumerable<ConsentEntry> Of(CustomerId customer)
    {
        Purpose[] purposes = Purpose is { } purpose ? [purpose] : State == ConsentState.Objection ? [CrmKit.Purpose.Marketing] : [CrmKit.Purpose.Marketing, CrmKit.Purpose.Greetings];
        return purposes.Select(purpose => new ConsentEntry(customer, Point, purpose, State, At, Source) { Topic = Purpose is null ? null : Topic });
    }
}

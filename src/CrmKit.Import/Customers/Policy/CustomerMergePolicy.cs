namespace CrmKit.Import;

/// <summary>Puts what a file tells of a customer together with what is known.</summary>
/// <remarks>
/// <para>
/// Silence erases nothing: what a file does not tell, in a column that it lacks or a cell that it leaves empty, stays as it is known. What is known and told alike is no
/// difference, so that the same file a second time changes nothing.
/// </para>
/// <para>
/// Where both have something, the policy of the field decides; a birthday without its year, a zone of less certain origin and a role without its days say nothing against a
/// fuller one. Dates, roles, interests, care flags and fields are put together one by one. A care flag is never taken away by a file, an inference never takes the place of a
/// statement, and of two statements about a topic the later one counts.
/// </para>
/// <para>
/// The addresses of a channel are one field: told ones take the place of known ones that work. Where every told one is known already, nothing changes. An address that bounced, is dead or was given up stays on record with
/// its status, and a file that tells it again does not revive it, unless it states the status and the policy for <c>status</c> says <see cref="FieldPolicy.Overwrite"/> in so many words. A worse status is taken over.
/// </para>
/// </remarks>
public static class CustomerMergePolicy
{
    /// <summary>The fields and groups of fields that policies may name. Within a group a name follows after a colon: <c>field:size</c>.</summary>
    public static ImmutableArray<string> FieldNames { get; } =
    [
        "kind", "name", "given_name", "family_name", "birthday", "zone", "language", "preferred_hours", "email", "phone", "sms", "post", "messenger", "status", "contact_order",
        "date", "role", "interest", "inferred", "care", "field",
    ];

    /// <summary>The record that an import commits, and where the file told something else than was known.</summary>
    /// <param name="told">What the file tells.</param>
    /// <param name="known">What is known; <c>null</c> for an unknown customer, of whom all that is told is added.</param>
    /// <param name="knownRecordedAt">When it was recorded; <c>null</c> where nobody knows.</param>
    /// <param name="toldAt">When the file's row was changed last, usually <see cref="ImportedCustomer.ToldAt"/>; <c>null</c> where nobody knows.</param>
    /// <param name="policy">What happens to each field; <c>null</c> for <see cref="FieldPolicy.Overwrite"/> throughout.</param>
    /// <exception cref="ArgumentException">The two are of different customers, or a policy is unknown or names no field.</exception>
    public static CustomerMergeOutcome Apply(ImportedCustomer told, Customer? known, Instant? knownRecordedAt, Instant? toldAt, CustomerImportPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(told);
        policy ??= new CustomerImportPolicy();
        if (policy.Fields.Keys.FirstOrDefault(field => !FieldNames.Contains(field.Split(':')[0], StringComparer.Ordinal)) is { } unknown)
        {
            throw new ArgumentException($"\"{ImportFaultException.Visible(unknown)}\" is no field: there are {string.Join(", ", FieldNames)}.", nameof(policy));
        }

        if (known is not null && known.Id != told.Customer.Id)
        {
            throw new ArgumentException("What is told and what is known are of different customers.", nameof(known));
        }

        // An unknown customer has nothing that could stay; of what is told about its kind, a person is what anybody is taken for.
        var before = known ?? new Customer { Id = told.Customer.Id };
        var choice = new FieldChoice(policy, knownRecordedAt, toldAt);
        var record = WithOwn(before, told, choice, isNew: known is null) with { ContactPoints = new PointMerge(before, told, policy, choice).Apply() };
        record = CollectionMerge.Apply(record, told.Customer, choice);
        return new CustomerMergeOutcome(record, choice.Differences);
    }

    private static Customer WithOwn(Customer known, ImportedCustomer row, FieldChoice choice, bool isNew)
    {
        var told = row.Customer;
        return known with
        {
            Kind = row.StatesKind && told.Kind != known.Kind
                ? choice.Between("kind", isNew ? null : FileCodes.Kinds.Word(known.Kind), FileCodes.Kinds.Word(told.Kind)) ? told.Kind : known.Kind
                : known.Kind,
            Name = choice.Text("name", known.Name, told.Name),
            GivenName = choice.Text("given_name", known.GivenName, told.GivenName),
            FamilyName = choice.Text("family_name", known.FamilyName, told.FamilyName),
            Birthday = choice.Date("birthday", known.Birthday, told.Birthday),
            Zone = Zone(known.Zone, told.Zone, choice),
            Language = choice.Text("language", known.Language, told.Language),
            PreferredHours = told.PreferredHours is { } hours && hours != known.PreferredHours && choice.Between("preferred_hours", known.PreferredHours?.ToString(), hours.ToString())
                ? hours
                : known.PreferredHours,
        };
    }

    // The sources are numbered from the surest on.
    private static CustomerZone? Zone(CustomerZone? known, CustomerZone? told, FieldChoice choice)
    {
        if (told is not { } zone || zone == known || (known is { } sure && sure.Source < zone.Source))
        {
            return known;
        }

        return choice.Between("zone", known is { } before ? Words(before) : null, Words(zone)) ? told : known;

        static string Words(CustomerZone zone) => $"{zone.Zone.Id} ({FileCodes.ZoneSources.Word(zone.Source)})";
    }
}

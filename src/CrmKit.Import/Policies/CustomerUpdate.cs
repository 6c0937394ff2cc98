namespace CrmKit.Import;

/// <summary>A record after a file was read, and in what the two differed.</summary>
/// <param name="Customer">The record to store.</param>
/// <param name="Differences">The fields in which they differed; empty for a record that was not known.</param>
public sealed record CustomerUpdate(Customer Customer, ImmutableArray<FieldDifference> Differences)
{
    /// <summary>Puts together what a file says and what is known.</summary>
    /// <remarks>
    /// Silence erases nothing; what the person wants to hear nothing over is added up, whatever the policy. Lists are put together element by element. Contact points of a channel are one field: the file's take the place of the known
    /// ones; an address that both have keeps the status that is known unless the file states one, so that no list brings a dead address back to life unsaid. What a
    /// file says of an interest takes the place of what was said or concluded before in the same way, never of the other.
    /// </remarks>
    /// <param name="told">What the file says.</param>
    /// <param name="known">What is known, and since when; <c>null</c> for nothing.</param>
    /// <param name="policy">What becomes of differences.</param>
    /// <param name="decide">Decides where the policy asks: <c>true</c> takes what the file says. <c>null</c> leaves the question open.</param>
    public static CustomerUpdate Of(ImportedCustomer told, (Customer Customer, Instant RecordedAt)? known, CustomerPolicy policy, Func<FieldDifference, bool>? decide = null)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(policy);
        if (known is not { } before)
        {
            return new CustomerUpdate(told.Customer, []);
        }

        var fields = new FieldChoices(told.Customer.Id, policy, isLater: told.ToldAt > before.RecordedAt, decide);
        var updated = Update(told, before.Customer, fields);
        return new CustomerUpdate(updated, fields.ToDifferences());
    }

    private static Customer Update(ImportedCustomer told, Customer known, FieldChoices fields)
    {
        var file = told.Customer;
        return known with
        {
            Kind = told.StatesKind ? fields.Value(CustomerFields.Kind, file.Kind, known.Kind, kind => kind.ToString()) : known.Kind,
            Name = fields.Text(CustomerFields.Name, file.Name, known.Name),
            GivenName = fields.Text(CustomerFields.GivenName, file.GivenName, known.GivenName),
            FamilyName = fields.Text(CustomerFields.FamilyName, file.FamilyName, known.FamilyName),
            Birthday = fields.Optional(CustomerFields.Birthday, file.Birthday, known.Birthday, day => day.ToString()),
            Zone = fields.Optional(CustomerFields.Zone, file.Zone, known.Zone, zone => zone.Zone.Id),
            Language = fields.Text(CustomerFields.Language, file.Language, known.Language),
            PreferredHours = fields.Optional(CustomerFields.PreferredHours, file.PreferredHours, known.PreferredHours, hours => hours.ToString()),
            ContactPoints = PointChoices.Of(told, known, fields),
            Dates = fields.Elements(CustomerFields.Date, file.Dates, known.Dates, date => date.Name, date => date.Date.ToString()),
            Roles = fields.Elements(CustomerFields.Role, file.Roles, known.Roles, role => $"{role.Role} of {role.Of}", role => $"{Iso(role.From)} - {Iso(role.Until)}"),
            Interests = Interests(file, known, fields),
            CareFlags = fields.Elements(CustomerFields.Care, file.CareFlags, known.CareFlags, flag => flag.Kind.ToString(), flag => Iso(flag.Until) ?? "no end"),
            Blocks = [.. known.Blocks.Union(file.Blocks)],
            Fields = OwnFields(file, known, fields),
        };
    }

    private static string? Iso(LocalDate? date) => date is { } day ? NodaTime.Text.LocalDatePattern.Iso.Format(day) : null;

    private static ImmutableArray<Interest> Interests(Customer file, Customer known, FieldChoices fields)
    {
        // What was noted later decides in any case; an element that says the same is no difference, whenever it was said.
        var chosen = fields.Elements(
            CustomerFields.Interest, file.Interests, known.Interests, interest => $"{interest.Topic} {interest.Origin}", interest => interest.IsWelcome ? "yes" : "no");
        return chosen.Aggregate(ImmutableArray<Interest>.Empty, (noted, next) => Interest.Note(noted, next));
    }

    private static CustomFields OwnFields(Customer file, Customer known, FieldChoices fields)
    {
        var chosen = fields.Elements(CustomerFields.Field, [.. file.Fields], [.. known.Fields], field => field.Key, field => $"{field.Value.Kind} {field.Value.Invariant}");
        return chosen.Aggregate(CustomFields.None, (all, next) => all.With(next.Key, next.Value));
    }
}

using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.Profiles;

/// <summary>Records as text, so that a golden file shows all that was read.</summary>
internal static class ProfileText
{
    public static string Of(ProfileSample sample, IEnumerable<ImportedRecord> records)
    {
        var text = new StringBuilder($"== {sample.File}\n");
        foreach (var record in records)
        {
            text.Append(CultureInfo.InvariantCulture, $"{record.Line}: {record.Customer.Value}");
            text.Append(record.PassedOver == PassedOver.No ? string.Empty : $" passed over: {record.PassedOver}").Append('\n');
            Person(text, record);
            foreach (var entry in record.Consents)
            {
                text.Append("   said ").Append(Entry(entry)).Append('\n');
            }

            foreach (var point in record.Suppressed)
            {
                text.Append("   suppressed ").Append(Point(point.Point)).Append(' ').Append(point.Kind).Append('\n');
            }

            if (record.Purchase is { } purchase)
            {
                text.Append(CultureInfo.InvariantCulture, $"   bought {purchase.Key.Value} {purchase.Day:uuuu-MM-dd} {purchase.Amount.Amount} {purchase.Amount.Currency}\n");
            }
        }

        return text.ToString();
    }

    private static void Person(StringBuilder text, ImportedRecord record)
    {
        if (record.Person is not { } person)
        {
            return;
        }

        string?[] parts =
        [
            person.Name, person.GivenName, person.FamilyName, person.Birthday is { } day ? $"born {day}" : null, person.Language, person.Zone?.Zone.Id,
            record.CreatedAt is { } created ? $"created {created}" : null, record.ModifiedAt is { } modified ? $"modified {modified}" : null,
        ];
        text.Append("   person ").AppendJoin(" | ", parts.OfType<string>()).Append('\n');
        foreach (var point in person.ContactPoints)
        {
            text.Append("   at ").Append(Point(point.Point)).Append(point.Label is { } label ? $" ({label})" : string.Empty);
            text.Append(point.Status == ContactPointStatus.Active ? string.Empty : $" {point.Status}").Append('\n');
        }
    }

    private static string Entry(ConsentEntry entry) => string.Join(' ', new[]
    {
        entry.Customer.Value, Point(entry.Point), entry.Purpose.Code, entry.Topic?.Code, entry.State.ToString(), entry.OccurredAt.ToString(),
        entry.Basis == LegalBasis.Consent ? null : entry.Basis.ToString(), entry.Evidence.Reference is { } reference ? $"\"{reference}\"" : null, $"[{entry.Source}]",
    }.OfType<string>());

    private static string Point(ContactPoint point) => $"{point.Channel} {point.Address}";
}

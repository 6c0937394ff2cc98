using CrmKit.Calendars;
using NodaTime.Text;

namespace CrmKit.Import;

/// <summary>Writes customers into the columns of a layout.</summary>
internal sealed class CustomerLines(CsvLines lines, CustomerLayout layout, CsvFormat format, DateText dates)
{
    private static readonly string[] Fixed = ["customer_id", "kind", "name", "given_name", "family_name", "birthday", "language", "zone", "zone_source", "preferred_hours"];

    private readonly FieldText _fields = new(format, dates);

    /// <summary>The names of the columns, without ending the line.</summary>
    public void Header()
    {
        foreach (var name in Names())
        {
            lines.Text(name);
        }
    }

    /// <summary>One customer, without ending the line.</summary>
    /// <exception cref="InvalidOperationException">The columns have no place for something: the customers changed while they were written.</exception>
    public void Customer(Customer customer)
    {
        lines.Text(customer.Id.Value);
        lines.Plain(FileCodes.Kinds.Word(customer.Kind));
        lines.Text(customer.Name);
        lines.Text(customer.GivenName);
        lines.Text(customer.FamilyName);
        lines.Text(customer.Birthday is { } birthday ? Date(birthday) : null);
        lines.Text(customer.Language);
        lines.Text(customer.Zone?.Zone.Id);
        lines.Plain(customer.Zone is { } zone ? FileCodes.ZoneSources.Word(zone.Source) : null);
        lines.Plain(customer.PreferredHours is { } hours ? HoursText.Write(hours) : null);
        Points(customer);
        Dates(customer);
        Interests(customer);
        Roles(customer);
        Cares(customer);
        Blocks(customer);
        Fields(customer);
    }

    private static InvalidOperationException Changed() => new("A customer has something that no column was made for: the customers changed between the two readings, or one has two dates of one name.");

    private IEnumerable<string> Names()
    {
        foreach (var name in Fixed)
        {
            yield return name;
        }

        foreach (var (name, status, label) in PointColumns())
        {
            yield return name;
            if (status)
            {
                yield return name + ":status";
            }

            if (label)
            {
                yield return name + ":label";
            }
        }

        if (layout.HasOrder)
        {
            yield return "contact_order";
        }

        foreach (var date in layout.Dates)
        {
            yield return "date_" + PrefixedColumns.Written(date);
        }

        foreach (var (origin, topic) in layout.Interests)
        {
            var name = (origin == InterestOrigin.Stated ? "interest_" : "inferred_") + PrefixedColumns.Written(topic);
            yield return name;
            yield return name + ":at";
        }

        foreach (var (name, number) in layout.Roles.SelectMany(role => Enumerable.Range(1, role.Value).Select(number => (role.Key, number))))
        {
            var column = CustomerLayout.Numbered("role_" + PrefixedColumns.Written(name), number, ':');
            yield return column;
            yield return column + ":from";
            yield return column + ":until";
        }

        foreach (var (kind, number) in layout.Cares.SelectMany(care => Enumerable.Range(1, care.Value).Select(number => (care.Key, number))))
        {
            yield return CustomerLayout.Numbered("care_" + FileCodes.Cares.Word(kind), number, '_');
        }

        foreach (var (word, number) in layout.Blocks.SelectMany(block => Enumerable.Range(1, block.Value).Select(number => (block.Key, number))))
        {
            yield return CustomerLayout.Numbered("block_" + word, number, '_');
        }

        foreach (var (name, kind) in layout.Fields)
        {
            yield return $"field_{name}:{FileCodes.FieldKinds.Word(kind)}";
        }
    }

    private IEnumerable<(string Name, bool Status, bool Label)> PointColumns() => CustomerLayout.Channels.SelectMany(channel => Enumerable.Range(1, layout.Points(channel))
        .Select(number => (CustomerLayout.Name(channel, number), layout.Statuses.Contains((channel, number)), layout.Labels.Contains((channel, number)))));

    private void Points(Customer customer)
    {
        var names = new Dictionary<ContactPointRecord, string>(ReferenceEqualityComparer.Instance);
        foreach (var channel in CustomerLayout.Channels)
        {
            var points = customer.ContactPoints.Where(point => point.Channel == channel).ToList();
            if (points.Count > layout.Points(channel))
            {
                throw Changed();
            }

            for (var number = 1; number <= layout.Points(channel); number++)
            {
                var point = number <= points.Count ? points[number - 1] : null;
                lines.Text(point?.Point.Address);
                Beside(layout.Statuses.Contains((channel, number)), point is null ? null : FileCodes.Statuses.Word(point.Status), point is { Status: not ContactPointStatus.Active });
                Beside(layout.Labels.Contains((channel, number)), point?.Label, point?.Label is not null);
                if (point is not null)
                {
                    names[point] = CustomerLayout.Name(channel, number);
                }
            }
        }

        Beside(layout.HasOrder, customer.ContactPoints.Length > 1 ? string.Join(' ', customer.ContactPoints.Select(point => names[point])) : null, customer.ContactPoints.Length > 1);
    }

    private void Beside(bool hasColumn, string? text, bool needsColumn)
    {
        if (hasColumn)
        {
            lines.Text(text);
        }
        else if (needsColumn)
        {
            throw Changed();
        }
    }

    private void Dates(Customer customer)
    {
        var written = 0;
        foreach (var name in layout.Dates)
        {
            var date = customer.Dates.FirstOrDefault(date => date.Name == name);
            lines.Text(date is null ? null : Date(date.Date));
            written += date is null ? 0 : 1;
        }

        Require(written == customer.Dates.Length);
    }

    private void Interests(Customer customer)
    {
        var written = 0;
        foreach (var (origin, topic) in layout.Interests)
        {
            var interest = customer.Interests.FirstOrDefault(interest => interest.Origin == origin && interest.Topic.Code == topic);
            lines.Plain(interest is null ? null : FileCodes.YesNo.Word(interest.IsWelcome));
            lines.Plain(interest is null ? null : InstantPattern.ExtendedIso.Format(interest.NotedAt));
            written += interest is null ? 0 : 1;
        }

        Require(written == customer.Interests.Length);
    }

    private void Roles(Customer customer)
    {
        foreach (var (name, count) in layout.Roles)
        {
            var roles = customer.Roles.Where(role => role.Role == name).ToList();
            Require(roles.Count <= count);
            for (var i = 0; i < count; i++)
            {
                var role = i < roles.Count ? roles[i] : null;
                lines.Text(role?.Of.Value);
                lines.Text(role?.From is { } from ? dates.Write(from) : null);
                lines.Text(role?.Until is { } until ? dates.Write(until) : null);
            }
        }

        Require(customer.Roles.All(role => layout.Roles.ContainsKey(role.Role)));
    }

    private void Cares(Customer customer)
    {
        foreach (var (kind, count) in layout.Cares)
        {
            var flags = customer.CareFlags.Where(flag => flag.Kind == kind).ToList();
            Require(flags.Count <= count);
            for (var i = 0; i < count; i++)
            {
                lines.Text(i >= flags.Count ? null : flags[i].Until is { } until ? dates.Write(until) : "yes");
            }
        }

        Require(customer.CareFlags.All(flag => layout.Cares.ContainsKey(flag.Kind)));
    }

    private void Blocks(Customer customer)
    {
        foreach (var (word, count) in layout.Blocks)
        {
            var blocks = customer.Blocks.Where(block => BlockColumns.Word(block.Channel) == word).ToList();
            Require(blocks.Count <= count);
            for (var i = 0; i < count; i++)
            {
                lines.Text(i >= blocks.Count ? null : BlockColumns.Write(blocks[i], dates));
            }
        }

        Require(customer.Blocks.All(block => layout.Blocks.ContainsKey(BlockColumns.Word(block.Channel))));
    }

    private void Fields(Customer customer)
    {
        var written = 0;
        foreach (var (name, kind) in layout.Fields)
        {
            var value = customer.Fields[name] is { } known && known.Kind == kind ? known : default(FieldValue?);
            written += value is null ? 0 : 1;
            var text = value is null ? null : _fields.Write(value.Value);
            if (kind is FieldValueKind.Whole or FieldValueKind.Number)
            {
                lines.Plain(text);
            }
            else
            {
                lines.Text(text);
            }
        }

        Require(written == customer.Fields.Count);
    }

    private static void Require(bool hasPlace)
    {
        if (!hasPlace)
        {
            throw Changed();
        }
    }

    private string Date(PartialDate date) => date.Date is { } whole ? dates.Write(whole) : date.ToString();
}

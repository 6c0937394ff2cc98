using System.Text.Json;

namespace CrmKit.Import;

/// <summary>Reads the parts of a profile.</summary>
internal static class ProfileJson
{
    private static readonly ImmutableArray<string> PersonFields = ["name", "givenName", "familyName", "birthday", "language", "timeZone", "created", "modified"];

    public static PeopleSection People(ProfileNode node, ProfileNode? tables)
    {
        var id = node.Required("id");
        var section = new PeopleSection
        {
            Id = id.Texts("names"),
            IdIsOptional = id.Flag("optional"),
            ElseEmail = id.Flag("elseEmail"),
            Fields = Fields(node.Child("fields")),
            Points = [.. node.Children("points").Select(Point)],
            Row = node.Child("row") is { } row ? Row(row) : RowColumns.None,
            Statements = [.. node.Children("statements").Select(rule => Rule(rule, tables))],
            Ignored = node.Texts("ignored"),
        };
        id.Close();
        node.Close();
        var keys = section.Points.Select(point => point.Key).ToHashSet(StringComparer.Ordinal);
        return keys.Count == section.Points.Length && section.Statements.All(rule => rule.About.All(keys.Contains))
            ? section
            : throw node.Fault("the keys of points must differ, and \"about\" must name them");
    }

    public static DealSection Deals(ProfileNode node)
    {
        var customer = node.Required("customer");
        var currency = node.Required("currency");
        var section = new DealSection
        {
            Keys = [.. node.Children("keys").Select(Key)],
            Customer = customer.Texts("names"),
            CustomerSeparator = customer.Character("separator"),
            Email = node.Texts("email"),
            Date = node.Texts("date"),
            Amount = node.Texts("amount"),
            Currency = currency.Texts("names"),
            CurrencyCodes = (currency.Child("codes")?.AllText() ?? []).ToImmutableDictionary(pair => FoldedText.Of(pair.Name), pair => new Currency(pair.Text).Code, StringComparer.Ordinal),
            Won = [.. node.Children("won").Select(Won)],
        };
        customer.Close();
        currency.Close();
        node.Close();
        return section;
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> Fields(ProfileNode? node)
    {
        var fields = (node?.AllTexts() ?? []).ToImmutableDictionary(pair => pair.Name, pair => pair.Texts, StringComparer.Ordinal);
        return fields.Keys.FirstOrDefault(name => !PersonFields.Contains(name, StringComparer.Ordinal)) is { } unknown ? throw node!.Fault($"\"{unknown}\" is no field of a person") : fields;
    }

    private static ProfilePoint Point(ProfileNode node)
    {
        var channel = node.RequiredText("channel");
        var point = new ProfilePoint(
            node.RequiredText("key"),
            string.Equals(channel, "row", StringComparison.Ordinal) ? null : ChannelOf(node, channel),
            node.Text("label"),
            node.Character("separator"),
            node.Texts("names"),
            node.TextLists("parts"));
        node.Close();
        return point;
    }

    private static RowColumns Row(ProfileNode node)
    {
        var row = new RowColumns
        {
            Channel = Named<RowChannel>(node.Child("channel"), blank: null),
            Purpose = node.Texts("purpose"),
            Topic = node.Texts("topic"),
            TopicWanted = YesOrNo(node.Child("topicWanted")),
            Inactive = YesOrNo(node.Child("inactive")),
            Date = node.Texts("date"),
            Reason = node.Texts("reason"),
            Basis = Named<RowBasis>(node.Child("basis"), RowBasis.Consent),
        };
        node.Close();
        return row;
    }

    private static StatementRule Rule(ProfileNode node, ProfileNode? tables)
    {
        var rule = new StatementRule
        {
            Names = node.Texts("names"),
            Prefixes = [.. node.Texts("prefixes").Select(FoldedText.Of)],
            OthersBeside = node.Texts("othersBeside"),
            IsRequired = node.Flag("required"),
            About = node.Texts("about"),
            Channels = node.Texts("channels") is { IsEmpty: false } channels ? [.. channels.Select(name => ChannelOf(node, name))] : [Channel.Email],
            Purposes = node.Texts("purposes") is { IsEmpty: false } purposes ? [.. purposes.Select(code => new Purpose(code))] : [Purpose.Marketing],
            Topic = node.Text("topic") is { } topic ? Enumerated<TopicSource>(node, topic) : TopicSource.None,
            AgreementNeedsTopic = node.Flag("agreementNeedsTopic"),
            Date = node.Texts("date"),
            Reason = node.Texts("reason"),
            Values = Statements(node, tables),
        };
        node.Close();
        return rule.Names.Length + rule.Prefixes.Length + rule.OthersBeside.Length > 0 ? rule : throw node.Fault("it names no column");
    }

    private static ValueTable<StatementMeaning> Statements(ProfileNode node, ProfileNode? tables)
    {
        var any = node.Text("anyOther") is { } other ? Enumerated<StatementMeaning>(node, other) : (StatementMeaning?)null;
        var values = node.Text("use") is { } table
            ? tables?.Child(table) ?? throw node.Fault($"there is no table \"{table}\"")
            : node.Required("values");
        return new ValueTable<StatementMeaning>(Spelled<StatementMeaning>(values), StatementMeaning.Nothing, any);
    }

    private static NamedValues<T>? Named<T>(ProfileNode? node, T? blank)
        where T : struct, Enum
    {
        if (node is null)
        {
            return null;
        }

        var named = new NamedValues<T>(node.Texts("names"), new ValueTable<T>(Spelled<T>(node.Required("values")), blank, anyOther: null));
        node.Close();
        return named;
    }

    private static NamedValues<Answer>? YesOrNo(ProfileNode? node)
    {
        if (node is null)
        {
            return null;
        }

        var named = new NamedValues<Answer>(node.Texts("names"), Answers(node, anyOther: null));
        node.Close();
        return named;
    }

    private static WonColumn Won(ProfileNode node)
    {
        var isStage = node.Texts("no").IsEmpty;
        var won = new WonColumn(node.Texts("names"), Answers(node, isStage ? Answer.No : null), isStage);
        node.Close();
        return won;
    }

    private static ValueTable<Answer> Answers(ProfileNode node, Answer? anyOther) =>
        new([.. node.Texts("yes").Select(text => (text, Answer.Yes)), .. node.Texts("no").Select(text => (text, Answer.No))], blank: null, anyOther);

    private static (string Kind, ImmutableArray<string> Names) Key(ProfileNode node)
    {
        var key = (node.RequiredText("kind"), node.Texts("names"));
        node.Close();
        return key;
    }

    private static List<(string Spelling, T Meaning)> Spelled<T>(ProfileNode values)
        where T : struct, Enum =>
        [.. values.AllTexts().SelectMany(pair => pair.Texts.Select(text => (text, Enumerated<T>(values, pair.Name))))];

    private static Channel ChannelOf(ProfileNode node, string name) => Enumerated<Channel>(node, name);

    private static T Enumerated<T>(ProfileNode node, string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) && name.All(char.IsAsciiLetter)
            ? value
            : throw node.Fault($"\"{name}\" is none of {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))}");
}

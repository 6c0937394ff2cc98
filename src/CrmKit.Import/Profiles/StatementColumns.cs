namespace CrmKit.Import;

/// <summary>The status columns of a file: what its rows say about contact. Not thread-safe.</summary>
internal sealed class StatementColumns
{
    private readonly CsvRecords _records;
    private readonly ReadingState _state;
    private readonly RowStatements _row;
    private readonly List<BoundRule> _rules = [];

    public StatementColumns(CsvRecords records, ProfileColumns columns, PeopleSection section, ReadingState state, string fileName)
    {
        _records = records;
        _state = state;
        foreach (var rule in section.Statements)
        {
            Bind(columns, rule, columns.FindAll(rule.Names, rule.Prefixes));
        }

        _row = new RowStatements(records, columns, section.Row, state, fileName, _rules.Any(bound => bound.Rule.Topic == TopicSource.Row));
        columns.Claim(section.Ignored);

        // What nothing claims is only then a status column when everything else has been claimed.
        foreach (var rule in section.Statements.Where(rule => rule.OthersBeside.Any(name => columns.Header.Names.Any(column => FoldedText.Of(column) == FoldedText.Of(name)))))
        {
            Bind(columns, rule, columns.Unclaimed.Where(column => FoldedText.Of(columns.FullName(column)).Length > 0).ToList());
        }

        RefuseUnknownRefusals(columns);
    }

    /// <summary>Whether the file says nothing about contact.</summary>
    public bool IsEmpty => _rules.Count == 0;

    /// <summary>What the current row says about the addresses given.</summary>
    public List<Spoken> Read(IReadOnlyList<(string Key, ContactPointRecord Record)> points)
    {
        var spoken = new List<Spoken>();
        foreach (var bound in _rules)
        {
            var text = _records.Text(bound.Column.Index);
            if (!bound.Rule.Values.TryRead(text, out var meaning))
            {
                throw _records.Fault(bound.Column.Name, bound.Rule.Values.Expected);
            }

            meaning = _row.InForce(meaning);
            if (meaning == StatementMeaning.Nothing)
            {
                continue;
            }

            foreach (var (key, record) in points.Where(point => IsAbout(bound.Rule, point.Key, point.Record)))
            {
                spoken.AddRange(Purposes(bound, meaning).Select(purpose => Say(bound, record.Point, meaning, purpose)));
            }
        }

        return [.. spoken.Distinct()];
    }

    private static bool IsAbout(StatementRule rule, string key, ContactPointRecord record) =>
        rule.About.IsEmpty ? rule.Channels.Contains(record.Channel) : rule.About.Contains(key, StringComparer.Ordinal);

    private ImmutableArray<Purpose> Purposes(BoundRule bound, StatementMeaning meaning) =>
        meaning is StatementMeaning.OptIn or StatementMeaning.OptOut ? _row.Purpose() is { } own ? [own] : bound.Rule.Purposes : [Purpose.Marketing];

    private Spoken Say(BoundRule bound, ContactPoint point, StatementMeaning meaning, Purpose purpose)
    {
        var topic = meaning is StatementMeaning.OptIn or StatementMeaning.OptOut ? Topic(bound, meaning) : null;
        var basis = meaning == StatementMeaning.OptIn ? _row.Basis() ?? LegalBasis.Consent : LegalBasis.Consent;
        return new Spoken(point, meaning, purpose, topic, At(bound, meaning), _row.Source, basis, _row.Reason(bound.Reason));
    }

    private Topic? Topic(BoundRule bound, StatementMeaning meaning)
    {
        var topic = bound.Rule.Topic switch
        {
            TopicSource.Label => Named(bound.TopicText, bound.Column.Name),
            TopicSource.Number => _state.Topics.OfNumber(bound.TopicText),
            TopicSource.Row => _row.Topic() is { } text ? Named(text, _row.TopicName) : null,
            _ => null,
        };
        var isWanted = bound.Rule.Topic == TopicSource.Number || (bound.Rule.Topic == TopicSource.Row && (bound.Rule.AgreementNeedsTopic || _row.IsTopicWanted()));
        return topic is null && isWanted && meaning == StatementMeaning.OptIn
            ? throw _records.Fault(bound.Column.Name, "a topic for this agreement, which is to one topic alone; a refusal without one counts for the whole purpose")
            : topic;
    }

    private Topic Named(string text, string column) =>
        _state.Topics.OfName(text) ?? throw _records.Fault(column, "names of topics that differ in their letters and digits; ProfileReaderOptions.Topics gives each a code of its own");

    /// <summary>An agreement counts from as early as it may have been given, a refusal from as late, so that of two it is the refusal that holds.</summary>
    private Instant At(BoundRule bound, StatementMeaning meaning)
    {
        var column = bound.Date ?? _row.Date;
        if (column is not { } date || string.IsNullOrWhiteSpace(_records.Text(date.Index)))
        {
            return meaning switch
            {
                StatementMeaning.OptIn => ProfileReader.BeginningOfTime,
                StatementMeaning.Dead or StatementMeaning.Bouncing => ProfileReader.BeginningOfTime,
                _ => _state.ExportedOn?.To ?? throw _records.Fault(bound.Column.Name, "the day of the export to be stated (ProfileReaderOptions.ExportedOn), since this refusal has no date of its own"),
            };
        }

        var text = _records.Text(date.Index);
        if (!_state.Times.TryRead(text, out var moment))
        {
            throw _records.Fault(date.Name, $"{_state.Times.Expected}; ProfileReaderOptions.DatePatterns states others");
        }

        return meaning != StatementMeaning.OptIn ? moment.To
            : _state.ExportedOn is { } export && moment.From > export.To ? throw _records.Fault(date.Name, "an agreement not later than the day of the export (ProfileReaderOptions.ExportedOn)")
            : moment.From;
    }

    /// <summary>A column that is not read cannot be heeded: one whose name speaks of refusing is never passed over unseen.</summary>
    private static void RefuseUnknownRefusals(ProfileColumns columns)
    {
        foreach (var column in columns.Unclaimed)
        {
            if (RefusalWords.AreIn(columns.FullName(column)))
            {
                throw columns.Header.Fault(
                    column.Name, "a column that the profile knows, since the name speaks of refusing; a profile of one's own reads it, ProfileReaderOptions.IgnoredColumns leaves it out");
            }
        }
    }

    private void Bind(ProfileColumns columns, StatementRule rule, IEnumerable<ProfileColumn> found)
    {
        var any = false;
        foreach (var column in found.ToList())
        {
            any = true;
            var name = columns.FullName(column);
            var rest = rule.Prefixes.Select(prefix => FoldedText.After(name, prefix)).FirstOrDefault(text => text is not null);
            if (rule.Topic == TopicSource.Number && rest?.All(char.IsAsciiDigit) == false)
            {
                continue;
            }

            _rules.Add(new BoundRule(rule, column, rest ?? name, columns.Find(rule.Date), columns.Find(rule.Reason)));
        }

        if (rule.IsRequired && !any)
        {
            throw columns.Missing(rule.Names, $"{_state.Profile.Vendor}'s files must have it, for it says who refuses contact; without it nobody could be told from those who do not");
        }
    }

    private sealed record BoundRule(StatementRule Rule, ProfileColumn Column, string TopicText, ProfileColumn? Date, ProfileColumn? Reason);
}

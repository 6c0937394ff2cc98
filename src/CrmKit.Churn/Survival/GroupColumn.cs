namespace CrmKit.Churn;

/// <summary>Which of a few groups each record belongs to: the plan, the shop, the stratum. Immutable.</summary>
public sealed class GroupColumn
{
    private GroupColumn(string name, ImmutableArray<string> labels, ImmutableArray<int> codes) => (Name, Labels, Codes) = (name, labels, codes);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The groups, in ordinal order of their labels where they came as text.</summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>For each record the position of its group in <see cref="Labels"/>.</summary>
    public ImmutableArray<int> Codes { get; }

    /// <summary>Groups by the text of each record.</summary>
    /// <param name="name">Its name, not empty.</param>
    /// <param name="values">One text for each record.</param>
    public static GroupColumn Of(string name, IEnumerable<string> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(values);
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        var found = ImmutableArray.CreateBuilder<int>();
        foreach (var value in values)
        {
            if (!order.TryGetValue(value, out var code))
            {
                code = order.Count;
                order.Add(value, code);
            }

            found.Add(code);
        }

        ImmutableArray<string> labels = [.. order.Keys.Order(StringComparer.Ordinal)];
        var place = new int[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            place[order[labels[i]]] = i;
        }

        return new GroupColumn(name, labels, [.. found.Select(code => place[code])]);
    }

    /// <summary>Groups by number.</summary>
    /// <param name="name">Its name, not empty.</param>
    /// <param name="labels">The groups, each label once.</param>
    /// <param name="codes">For each record the position of its group in <paramref name="labels"/>.</param>
    /// <exception cref="ArgumentException">A label repeats, or a code names no label; its row is named.</exception>
    public static GroupColumn OfCodes(string name, ImmutableArray<string> labels, ImmutableArray<int> codes)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (labels.Distinct(StringComparer.Ordinal).Count() != labels.Length)
        {
            throw new ArgumentException("A label stands for one group only.", nameof(labels));
        }

        for (var i = 0; i < codes.Length; i++)
        {
            if ((uint)codes[i] >= (uint)labels.Length)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {i}: code {codes[i]} names no label; there are {labels.Length}."), nameof(codes));
            }
        }

        return new GroupColumn(name, labels, codes);
    }

    /// <summary>Records that agree in all of the columns are one group; a label joins theirs, for example <c>race=1, wexp=0</c>.</summary>
    /// <param name="columns">One column or more, of one length.</param>
    /// <exception cref="ArgumentException">There is no column, or the lengths differ.</exception>
    public static GroupColumn Crossed(params ReadOnlySpan<GroupColumn> columns)
    {
        if (columns.IsEmpty)
        {
            throw new ArgumentException("One column or more is needed.", nameof(columns));
        }

        if (columns.Length == 1)
        {
            return columns[0];
        }

        var all = columns.ToArray();
        var count = all[0].Codes.Length;
        if (all.Any(column => column.Codes.Length != count))
        {
            throw new ArgumentException("The columns must have one length.", nameof(columns));
        }

        return Of(
            string.Join(", ", all.Select(column => column.Name)),
            Enumerable.Range(0, count).Select(i => string.Join(", ", all.Select(column => $"{column.Name}={column.Labels[column.Codes[i]]}"))));
    }
}

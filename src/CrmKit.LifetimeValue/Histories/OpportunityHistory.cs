namespace CrmKit.LifetimeValue;

/// <summary>What a model of discrete opportunities knows of one customer: x, t_x, n, where at each opportunity the customer buys once or not at all.</summary>
/// <remarks>A default value is a customer of this very moment, without an opportunity so far. Models check a history where they are asked about it.</remarks>
/// <param name="X">x, opportunities used, 0 or more.</param>
/// <param name="Recency">t_x, number of the last opportunity used, x to n; 0 where x = 0.</param>
/// <param name="Opportunities">n, opportunities so far, 0 or more.</param>
public readonly record struct OpportunityHistory(int X, int Recency, int Opportunities)
{
    /// <summary>The history of one customer's answers.</summary>
    /// <param name="used">Whether each opportunity was used, the first one first.</param>
    public static OpportunityHistory Of(IEnumerable<bool> used)
    {
        ArgumentNullException.ThrowIfNull(used);
        var (x, last, n) = (0, 0, 0);
        foreach (var one in used)
        {
            n++;
            (x, last) = one ? (x + 1, n) : (x, last);
        }

        return new OpportunityHistory(x, last, n);
    }

    // What keeps the row from being a possible history; null where nothing does.
    internal string? Fault()
    {
        if (X < 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"x is {X}; it must be 0 or more.");
        }

        if (Opportunities < 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"n is {Opportunities}; it must be 0 or more.");
        }

        if (Recency < X || Recency > Opportunities)
        {
            return string.Create(CultureInfo.InvariantCulture, $"t_x is {Recency}; it must be x, {X}, to n, {Opportunities}.");
        }

        return X == 0 && Recency != 0 ? string.Create(CultureInfo.InvariantCulture, $"t_x is {Recency}; it must be 0 where x is 0.") : null;
    }
}

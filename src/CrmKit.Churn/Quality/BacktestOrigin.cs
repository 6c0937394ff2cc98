namespace CrmKit.Churn;

/// <summary>One moment of the past at which predictions could have been made: the customers of then, what was known of them by then, and who left within the horizon after it. Immutable as long as its columns are.</summary>
public sealed class BacktestOrigin
{
    /// <summary>Creates an origin.</summary>
    /// <param name="time">The moment, finite, in the unit of the horizon.</param>
    /// <param name="covariates">What was known at the moment, each column with one number for each customer.</param>
    /// <param name="left">Whether the customer left within the horizon after the moment, one for each customer.</param>
    /// <exception cref="ArgumentException">The lengths differ, a name repeats, or the time is not finite.</exception>
    public BacktestOrigin(double time, IEnumerable<CovariateColumn> covariates, ReadOnlyMemory<bool> left)
    {
        ArgumentNullException.ThrowIfNull(covariates);
        if (!double.IsFinite(time))
        {
            throw new ArgumentException("The time of an origin must be finite.", nameof(time));
        }

        (Time, Left) = (time, left);
        Covariates = CovariateCheck.Checked([.. covariates], left.Length);
    }

    /// <summary>The moment.</summary>
    public double Time { get; }

    /// <summary>Number of customers.</summary>
    public int Count => Left.Length;

    /// <summary>What was known at the moment.</summary>
    public ImmutableArray<CovariateColumn> Covariates { get; }

    /// <summary>Whether the customer left within the horizon after the moment.</summary>
    public ReadOnlyMemory<bool> Left { get; }

    /// <summary>How long each customer had been silent at the moment, 0 or more, for the rule of a fixed window; empty, which is unless told, where silence means nothing.</summary>
    /// <exception cref="ArgumentException">The length differs, or a silence is negative or not finite; its row is named.</exception>
    public ReadOnlyMemory<double> Silence
    {
        get;
        init
        {
            if (value.Length != 0 && value.Length != Count)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {value.Length} silences and {Count} customers."), nameof(value));
            }

            ColumnCheck.EachNonNegative(value.Span, nameof(Silence));
            field = value;
        }
    }
}

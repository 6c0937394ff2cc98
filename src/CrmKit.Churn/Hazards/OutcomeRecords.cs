namespace CrmKit.Churn;

/// <summary>What came of each customer, yes or no, with what was known of them before: the validated input of <see cref="LogisticEstimator"/>. Immutable as long as its columns are.</summary>
/// <remarks>The columns are read where they lie, never copied: leave them unchanged while the records are in use.</remarks>
public sealed class OutcomeRecords
{
    /// <summary>Creates records.</summary>
    /// <param name="outcome">Whether the customer left, one for each record.</param>
    /// <param name="covariates">What was known before, each column with one number for each record; no two of one name. None fits the overall rate.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a name repeats.</exception>
    public OutcomeRecords(ReadOnlyMemory<bool> outcome, params ReadOnlySpan<CovariateColumn> covariates)
    {
        Outcome = outcome;
        Covariates = CovariateCheck.Checked(covariates, outcome.Length);
    }

    /// <summary>Number of records.</summary>
    public int Count => Outcome.Length;

    /// <summary>Whether the customer left.</summary>
    public ReadOnlyMemory<bool> Outcome { get; }

    /// <summary>What was known before.</summary>
    public ImmutableArray<CovariateColumn> Covariates { get; }

    /// <summary>How much each record counts, 0 or more and finite; empty, which is unless told, where each counts once.</summary>
    /// <exception cref="ArgumentException">The length differs, or a weight is negative or not finite; its row is named.</exception>
    public ReadOnlyMemory<double> Weight
    {
        get;
        init
        {
            if (value.Length != 0 && value.Length != Count)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The columns must have one length; the weights have {value.Length}, the outcome {Count}."), nameof(value));
            }

            ColumnCheck.EachNonNegative(value.Span, nameof(Weight));
            field = value;
        }
    }

    /// <summary>What <see cref="Weight"/> means; <see cref="WeightKind.Frequency"/> unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the enumeration.</exception>
    public WeightKind WeightKind
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The weight kind is Frequency or Sampling.");
    }
    = WeightKind.Frequency;
}

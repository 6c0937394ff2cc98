namespace CrmKit.Churn;

/// <summary>How long each customer stayed, and whether the end was seen: the validated input of the estimators of this room. Immutable as long as its columns are.</summary>
/// <remarks>
/// The columns are read where they lie, never copied, so that a million customers cost no second million: leave them unchanged while the records are in use.
/// A customer is at risk at t when entry &lt; t &lt;= time. Events at one time come before the ends of observation at that time.
/// </remarks>
public sealed class SurvivalRecords
{
    /// <summary>Creates records.</summary>
    /// <param name="time">Time to the event or to the end of observation, one for each record, 0 or more and finite, in any unit.</param>
    /// <param name="isEvent">Whether the customer left at that time (<c>true</c>) or was still one when last seen (<c>false</c>).</param>
    /// <exception cref="ArgumentException">The lengths differ, or a time is negative or not finite; its row is named.</exception>
    public SurvivalRecords(ReadOnlyMemory<double> time, ReadOnlyMemory<bool> isEvent)
    {
        if (time.Length != isEvent.Length)
        {
            throw new ArgumentException(Lengths(nameof(isEvent), isEvent.Length, time.Length), nameof(isEvent));
        }

        ColumnCheck.EachNonNegative(time.Span, nameof(time));
        (Time, IsEvent) = (time, isEvent);
    }

    /// <summary>Number of records.</summary>
    public int Count => Time.Length;

    /// <summary>Time to the event or to the end of observation.</summary>
    public ReadOnlyMemory<double> Time { get; }

    /// <summary>Whether the customer left at that time.</summary>
    public ReadOnlyMemory<bool> IsEvent { get; }

    /// <summary>
    /// Time from which the customer was under observation, below the time of the record; empty, which is unless told, where all were from the beginning. A column of zeros says just
    /// that, so that it is taken for none, and times of 0 may stand beside it.
    /// </summary>
    /// <exception cref="ArgumentException">The length differs, or an entry is negative or not below its time; its row is named.</exception>
    public ReadOnlyMemory<double> Entry
    {
        get;
        init
        {
            if (value.Length != 0 && value.Length != Count)
            {
                throw new ArgumentException(Lengths(nameof(Entry), value.Length, Count), nameof(value));
            }

            ColumnCheck.EachNonNegative(value.Span, nameof(Entry));
            if (!value.Span.ContainsAnyExcept(0d))
            {
                field = default;
                return;
            }

            ColumnCheck.EachBelow(value.Span, Time.Span, nameof(Entry));
            field = value;
        }
    }

    /// <summary>How much each record counts, 0 or more and finite; empty, which is unless told, where each counts once.</summary>
    /// <exception cref="ArgumentException">The length differs, or a weight is negative or not finite; its row is named.</exception>
    public ReadOnlyMemory<double> Weight
    {
        get;
        init
        {
            if (value.Length != 0 && value.Length != Count)
            {
                throw new ArgumentException(Lengths(nameof(Weight), value.Length, Count), nameof(value));
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

    /// <summary>Whether some came under observation later than at 0.</summary>
    public bool HasEntry => !Entry.IsEmpty;

    /// <summary>Whether records count by a weight.</summary>
    public bool IsWeighted => !Weight.IsEmpty;

    private static string Lengths(string column, int length, int expected) =>
        string.Create(CultureInfo.InvariantCulture, $"The columns must have one length; {column} has {length}, the time {expected}.");
}

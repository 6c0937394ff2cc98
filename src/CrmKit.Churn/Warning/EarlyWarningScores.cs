using System.Runtime.InteropServices;

namespace CrmKit.Churn;

/// <summary>Chances of leaving with their reasons, row by row of a table. Immutable and thread-safe; reasons are put together when they are asked for.</summary>
public sealed class EarlyWarningScores
{
    private readonly FeatureTable _table;
    private readonly double[] _chances;
    private readonly double[] _terms;
    private readonly int[] _position;

    internal EarlyWarningScores(EarlyWarningModel model, FeatureTable table, double[] chances, double[] terms)
    {
        (Model, _table, _chances, _terms) = (model, table, chances, terms);
        _position = [.. model.Weights.Select(weight => table.IndexOf(weight.Feature.Name))];
    }

    /// <summary>The model that foretold.</summary>
    public EarlyWarningModel Model { get; }

    /// <summary>Number of rows.</summary>
    public int Count => _chances.Length;

    /// <summary>The chance of leaving within the horizon of each row, 0 to 1.</summary>
    public ReadOnlySpan<double> Chances => _chances;

    /// <summary>What each feature adds to the log-odds of a row, in the order of <see cref="EarlyWarningModel.Weights"/>.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    public ReadOnlySpan<double> Terms(int row) => _terms.AsSpan(row * Model.Weights.Length, Model.Weights.Length);

    /// <summary>The log-odds of a row: <see cref="EarlyWarningModel.StartLogOdds"/> plus its terms, added in their order.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    public double LogOdds(int row)
    {
        var sum = Model.StartLogOdds;
        foreach (var term in Terms(row))
        {
            sum += term;
        }

        return sum;
    }

    /// <summary>The rows that are worth a contact, the likeliest to leave first; equal ones in their order.</summary>
    /// <param name="threshold">The chance from which on a contact pays, see <see cref="CostThreshold.Of"/>.</param>
    public ImmutableArray<int> Warned(CostThreshold threshold)
    {
        ArgumentNullException.ThrowIfNull(threshold);
        return [.. Enumerable.Range(0, Count).Where(row => threshold.Pays(_chances[row])).OrderByDescending(row => _chances[row]).ThenBy(row => row)];
    }

    /// <summary>The features that matter most to a row: the largest terms first, whichever their sign; those of zero are left out, and equal ones go by their order.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    /// <param name="features">Where their positions go; its length is how many are asked for.</param>
    /// <returns>How many there are.</returns>
    public int Top(int row, Span<int> features)
    {
        var terms = Terms(row);
        var count = 0;
        for (var j = 0; j < terms.Length; j++)
        {
            var size = Math.Abs(terms[j]);
            var place = count;
            while (place > 0 && Math.Abs(terms[features[place - 1]]) < size)
            {
                place--;
            }

            if (size > 0 && place < features.Length)
            {
                count = Math.Min(count + 1, features.Length);
                features[place..(count - 1)].CopyTo(features[(place + 1)..]);
                features[place] = j;
            }
        }

        return count;
    }

    /// <summary>Why a row scored as it did: what holds of every score, the largest terms, and where the score began.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    /// <param name="most">Terms at most, 0 or more; 3 unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of terms is below 0.</exception>
    public ImmutableArray<Reason> Reasons(int row, int most = 3)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        var asked = Math.Min(most, Model.Weights.Length);
        Span<int> top = asked <= 32 ? stackalloc int[asked] : new int[asked];
        top = top[..Top(row, top)];
        var reasons = new Reason[Model.Reasons.Length + top.Length + 1];
        Model.Reasons.CopyTo(reasons);
        for (var i = 0; i < top.Length; i++)
        {
            reasons[Model.Reasons.Length + i] = ReasonOf(row, top[i]);
        }

        reasons[^1] = Model.BaseReason;
        return ImmutableCollectionsMarshal.AsImmutableArray(reasons);
    }

    /// <summary>The same outlook with the chance of leaving and its reasons in the attrition part.</summary>
    /// <remarks>Where the outlook has no attrition part yet, <see cref="AttritionAssessment"/> makes one; where it has neither value nor rhythm to make it of, the outlook is returned unchanged.</remarks>
    /// <param name="outlook">The outlook of the row's customer.</param>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    /// <param name="most">Terms at most that become reasons, 0 or more; 3 unless told.</param>
    /// <exception cref="ArgumentException">The outlook is another customer's.</exception>
    public CustomerOutlook Fill(CustomerOutlook outlook, int row, int most = 3)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        if (outlook.Customer != _table.Customer(row))
        {
            throw new ArgumentException("The outlook is another customer's.", nameof(outlook));
        }

        if ((outlook.Attrition ?? new AttritionAssessment().Assess(outlook)) is not { } attrition)
        {
            return outlook;
        }

        // A warning takes the place of an earlier one.
        var kept = attrition.Reasons.Where(reason => !reason.Code.StartsWith(WarningReasons.Prefix, StringComparison.Ordinal));
        return outlook with { Attrition = attrition with { ProbabilityOfLeaving = _chances[row], Reasons = [.. kept, .. Reasons(row, most)] } };
    }

    private Reason ReasonOf(int row, int j)
    {
        var feature = Model.Weights[j].Feature;
        var (name, term) = (ReasonArgument.Of("feature", feature.Name), ReasonArgument.Of("term", Terms(row)[j]));
        var value = _position[j] < 0 ? double.NaN : _table.Column(_position[j])[row];
        return double.IsNaN(value)
            ? new Reason(WarningReasons.Unknown, name, term)
            : new Reason(feature.ReasonCode, name, ReasonArgument.Of("value", value), term);
    }
}

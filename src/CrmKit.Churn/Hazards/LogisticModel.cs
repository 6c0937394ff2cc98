using System.Runtime.Intrinsics;
using CrmKit.Numerics;

namespace CrmKit.Churn;

/// <summary>The chance of leaving as a logistic function of what is known. Immutable and thread-safe.</summary>
public sealed class LogisticModel
{
    private readonly double[] _coefficients;

    /// <summary>Creates a model.</summary>
    /// <param name="intercept">Log-odds where every column is 0, finite.</param>
    /// <param name="names">The columns, in their order.</param>
    /// <param name="coefficients">What one unit of each adds to the log-odds, finite.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a number is not finite.</exception>
    public LogisticModel(double intercept, ImmutableArray<string> names, params ReadOnlySpan<double> coefficients)
    {
        if (names.IsDefault || names.Length != coefficients.Length)
        {
            throw new ArgumentException("There must be one coefficient for each name.", nameof(coefficients));
        }

        foreach (var coefficient in coefficients)
        {
            if (!double.IsFinite(coefficient))
            {
                throw new ArgumentException("A coefficient must be finite.", nameof(coefficients));
            }
        }

        if (!double.IsFinite(intercept))
        {
            throw new ArgumentException("The intercept must be finite.", nameof(intercept));
        }

        (Intercept, Names, _coefficients) = (intercept, names, coefficients.ToArray());
    }

    /// <summary>Log-odds where every column is 0.</summary>
    public double Intercept { get; }

    /// <summary>The columns, in their order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>What one unit of each column adds to the log-odds.</summary>
    public ReadOnlySpan<double> Coefficients => _coefficients;

    /// <summary>The log-odds of leaving: the sum of <see cref="Terms(ReadOnlySpan{double})"/> in their order.</summary>
    /// <param name="values">One finite number for each of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">The number of values differs.</exception>
    public double LinearPredictor(params ReadOnlySpan<double> values)
    {
        CheckCount(values.Length);
        var sum = Intercept;
        for (var j = 0; j < values.Length; j++)
        {
            sum += _coefficients[j] * values[j];
        }

        return sum;
    }

    /// <summary>The chance of leaving.</summary>
    /// <param name="values">One finite number for each of <see cref="Names"/>.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentException">The number of values differs.</exception>
    public double Probability(params ReadOnlySpan<double> values) => SpecialFunctions.Logistic(LinearPredictor(values));

    /// <summary>What each thing known adds to the log-odds, the intercept first; they sum to <see cref="LinearPredictor"/>.</summary>
    /// <param name="values">One finite number for each of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">The number of values differs.</exception>
    public ImmutableArray<ScoreTerm> Terms(params ReadOnlySpan<double> values)
    {
        CheckCount(values.Length);
        var terms = ImmutableArray.CreateBuilder<ScoreTerm>(values.Length + 1);
        terms.Add(new ScoreTerm(CoefficientTable.Intercept, Intercept));
        for (var j = 0; j < values.Length; j++)
        {
            terms.Add(new ScoreTerm(Names[j], _coefficients[j] * values[j]));
        }

        return terms.MoveToImmutable();
    }

    /// <summary>The chance of leaving of each of many customers.</summary>
    /// <param name="columns">The columns in the order of <see cref="Names"/>, each with one number for each customer.</param>
    /// <param name="probabilities">Where the chances go, one for each customer.</param>
    /// <exception cref="ArgumentException">The number of columns or a length differs.</exception>
    public void Probabilities(IReadOnlyList<CovariateColumn> columns, Span<double> probabilities)
    {
        LinearPredictors(columns, probabilities);
        var i = 0;
        for (; i + Vector256<double>.Count <= probabilities.Length; i += Vector256<double>.Count)
        {
            var eta = Vector256.Create<double>(probabilities[i..]);
            var e = Vector256.Exp(-Vector256.Abs(eta));
            var likelier = Vector256<double>.One / (Vector256<double>.One + e);
            Vector256.ConditionalSelect(Vector256.GreaterThan(eta, Vector256<double>.Zero), likelier, e * likelier).CopyTo(probabilities[i..]);
        }

        for (; i < probabilities.Length; i++)
        {
            probabilities[i] = SpecialFunctions.Logistic(probabilities[i]);
        }
    }

    /// <summary>The log-odds of leaving of each of many customers.</summary>
    /// <param name="columns">The columns in the order of <see cref="Names"/>, each with one number for each customer.</param>
    /// <param name="predictors">Where the log-odds go, one for each customer.</param>
    /// <exception cref="ArgumentException">The number of columns or a length differs.</exception>
    public void LinearPredictors(IReadOnlyList<CovariateColumn> columns, Span<double> predictors)
    {
        ArgumentNullException.ThrowIfNull(columns);
        CheckCount(columns.Count);
        predictors.Fill(Intercept);
        for (var j = 0; j < _coefficients.Length; j++)
        {
            LinearSum.Add(columns[j], _coefficients[j], predictors);
        }
    }

    internal static LogisticModel Of(ImmutableArray<Coefficient> coefficients) => new(
        coefficients[0].Estimate,
        [.. coefficients.Skip(1).Select(line => line.Name)],
        [.. coefficients.Skip(1).Select(line => line.Estimate)]);

    private void CheckCount(int count)
    {
        if (count != _coefficients.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The model has {_coefficients.Length} columns; {count} were given."), nameof(count));
        }
    }
}

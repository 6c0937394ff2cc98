using CrmKit.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Churn.Tests;

// Generated data for a Cox model, small enough for the slow oracle: ties, late entries, weights, strata, and few or many event times.
public sealed record CoxSample(int Seed, int Rows, int Columns, int Kind)
{
    public static Gen<CoxSample> Any { get; } =
        from seed in Gen.Choose(1, 1_000_000)
        from rows in Gen.Choose(1, 40)
        from columns in Gen.Choose(0, 3)
        from kind in Gen.Choose(0, 63)
        select new CoxSample(seed, rows, columns, kind);

    public bool HasEntry => (Kind & 1) != 0;

    public bool HasStrata => (Kind & 2) != 0;

    public bool IsContinuous => (Kind & 4) != 0;

    public bool IsBinary => (Kind & 8) != 0;

    public bool IsWeighted => (Kind & 16) != 0;

    public bool IsWide => (Kind & 32) != 0;

    public SurvivalRecords Records { get; private init; } = null!;

    public ImmutableArray<CovariateColumn> Covariates { get; private init; }

    public GroupColumn? Strata { get; init; }

    public CoxSample Drawn()
    {
        var random = new SeededRandom((ulong)Seed);
        double Uniform() => random.NextUniform();
        var time = new double[Rows];
        var entry = new double[Rows];
        var weight = new double[Rows];
        for (var i = 0; i < Rows; i++)
        {
            time[i] = IsContinuous ? 20 * Uniform() : 1 + Math.Floor(12 * Uniform());
            entry[i] = Uniform() < 0.4 ? 0 : IsContinuous ? time[i] * Uniform() : Math.Floor(time[i] * Uniform());
            weight[i] = Math.Floor(4 * Uniform());
        }

        var isEvent = time.Select(_ => Uniform() < 0.6).ToArray();
        CovariateColumn Column(int k) => new($"x{k}", [.. time.Select(_ => IsBinary ? (Uniform() < 0.5 ? 1.0 : 0) : IsWide ? 1 / Uniform() : Math.Floor(9 * Uniform()) - 4)]);
        return this with
        {
            Records = new SurvivalRecords(time, isEvent)
            {
                Entry = HasEntry ? entry : default(ReadOnlyMemory<double>),
                Weight = IsWeighted ? weight : default(ReadOnlyMemory<double>),
            },
            Covariates = [.. Enumerable.Range(0, Columns).Select(Column)],
            Strata = HasStrata ? GroupColumn.Of("s", time.Select(_ => random.NextBelow(3).ToString(CultureInfo.InvariantCulture))) : null,
        };
    }

    public CoxSample With(SurvivalRecords records) => this with { Records = records };

    public CoxSample WithCovariates(ImmutableArray<CovariateColumn> covariates) => this with { Covariates = covariates };

    public CoxFit Fit(CoxOptions options) => new CoxEstimator().Fit(Records, Covariates, options with { Strata = Strata });

    // The rows of the numbers given, in that order, a number as often as it is there.
    public CoxSample Rowed(IReadOnlyList<int> rows, bool keepsWeights)
    {
        var records = Records;
        T[] Pick<T>(ReadOnlyMemory<T> column) => [.. rows.Select(row => column.Span[row])];
        return this with
        {
            Rows = rows.Count,
            Records = new SurvivalRecords(Pick(records.Time), Pick(records.IsEvent))
            {
                Entry = records.HasEntry ? Pick(records.Entry) : default(ReadOnlyMemory<double>),
                Weight = keepsWeights && records.IsWeighted ? Pick(records.Weight) : default(ReadOnlyMemory<double>),
                WeightKind = records.WeightKind,
            },
            Covariates = [.. Covariates.Select(column => new CovariateColumn(column.Name, [.. rows.Select(row => column.Values[row])]))],
            Strata = Strata is null ? null : GroupColumn.OfCodes(Strata.Name, Strata.Labels, [.. rows.Select(row => Strata.Codes[row])]),
        };
    }
}

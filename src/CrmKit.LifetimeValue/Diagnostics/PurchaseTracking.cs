namespace CrmKit.LifetimeValue;

/// <summary>Cumulative repeat purchases of a whole customer base, week by week: what happened beside what the model expects.</summary>
/// <param name="Start">First day of week 1.</param>
/// <param name="CalibrationWeeks">Weeks that the model was fitted on; later weeks are holdout.</param>
/// <param name="Actual">Repeat purchase days counted from <paramref name="Start"/> to the end of week 1, 2, and so on, as far as the data reach.</param>
/// <param name="Expected">Expected repeat purchase days to the end of week 1, 2, and so on; at least as long as <paramref name="Actual"/>.</param>
public sealed record PurchaseTracking(LocalDate Start, int CalibrationWeeks, ImmutableArray<int> Actual, ImmutableArray<double> Expected);

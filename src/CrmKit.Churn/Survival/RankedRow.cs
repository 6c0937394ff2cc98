namespace CrmKit.Churn;

// A record with the place of its score among those of its stratum, equal scores at one place, times two, plus one if it left.
internal readonly record struct RankedRow(int Row, int Code) : IRecordRow;

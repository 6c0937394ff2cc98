namespace CrmKit.Churn;

internal readonly record struct PlainRow(int Row) : IRecordRow;

namespace CrmKit.Churn;

// What is moved about when records are put in order.
internal interface IRecordRow
{
    int Row { get; }
}

namespace CrmKit.LifetimeValue;

// Customers who arrived at one time and share their covariates, so that they share both curves.
internal sealed class TimeVaryingGroup
{
    public TimeVaryingGroup(IReadOnlyList<TimeVaryingCustomer> members)
    {
        Members = members;
        var first = members[0];
        Pieces = new CovariatePieces(first.Arrival, first.PurchaseCovariates, first.DropoutCovariates, members.Max(member => member.Age));
    }

    public IReadOnlyList<TimeVaryingCustomer> Members { get; }

    public CovariatePieces Pieces { get; }

    public double[] PurchaseRow(int piece) => Members[0].PurchaseCovariates.Rows[Pieces.PurchaseRows[piece]];

    public double[] DropoutRow(int piece) => Members[0].DropoutCovariates.Rows[Pieces.DropoutRows[piece]];

    // Time of customers spent in a piece.
    public double Exposure(int piece) => Members.Sum(member => Math.Max(0, Pieces.End(piece, member.Age) - Pieces.Starts[piece]));

    public static List<TimeVaryingGroup> Of(IEnumerable<TimeVaryingCustomer> customers) =>
    [
        .. customers.GroupBy(customer => (customer.Arrival, customer.PurchaseCovariates, customer.DropoutCovariates))
            .Select(group => new TimeVaryingGroup([.. group])),
    ];
}

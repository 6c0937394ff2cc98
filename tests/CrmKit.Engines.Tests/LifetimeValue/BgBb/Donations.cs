namespace CrmKit.LifetimeValue.Tests;

// The donors of Fader, Hardie and Shang (2010), and the maximum of an independent high-precision fit.
internal static class Donations
{
    public const double LogLikelihood = -33225.5812743470;
    public static readonly BgBbModel Model = new(1.20352235160, .749716358173, .656718208442, 2.78344223258);

    public static IReadOnlyList<(OpportunityHistory History, long Customers, int Later)> Rows()
    {
        var table = ReferenceTable.Read("donations_rf.csv");
        return
        [
            .. table.Rows.Select(row => (
                new OpportunityHistory(table.Count(row, "x"), table.Count(row, "t_x"), table.Count(row, "n")),
                (long)table.Count(row, "customers"),
                table.Count(row, "x_star_total"))),
        ];
    }

    public static OpportunityTable Table() =>
        OpportunityTable.From(Rows().Select(row => row.History).ToArray(), Rows().Select(row => row.Customers).ToArray());
}

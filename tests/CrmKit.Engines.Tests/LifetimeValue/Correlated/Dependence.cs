namespace CrmKit.LifetimeValue.Tests;

// Models of all kinds of dependence, by name.
internal static class Dependence
{
    public static readonly Dictionary<string, CorrelatedParetoNbdModel> Models = new(StringComparer.Ordinal)
    {
        ["half way up"] = CorrelatedParetoNbdModel.OfShare(.553, 10.578, .606, 11.669, .5),
        ["half way down"] = CorrelatedParetoNbdModel.OfShare(.553, 10.578, .606, 11.669, -.5),
        ["highest"] = CorrelatedParetoNbdModel.OfShare(1.4, 2.2, .9, 3.1, 1),
        ["lowest"] = CorrelatedParetoNbdModel.OfShare(1.4, 2.2, .9, 3.1, -1),
        ["highest where few buy"] = CorrelatedParetoNbdModel.OfShare(.8, 40, 2.5, 1.2, 1),
        ["lowest where all buy much"] = CorrelatedParetoNbdModel.OfShare(3, .4, 1.5, .7, -1),
        ["s = 1"] = CorrelatedParetoNbdModel.OfShare(.8, 5, 1, 20, .8),
        ["slow"] = CorrelatedParetoNbdModel.OfShare(1.2, 4000, .9, 9000, -.9),
    };

    public static readonly PurchaseHistory[] Histories =
    [
        new(0, 0, 30), new(1, .5, 38.25), new(3, 20.5, 38.25), new(9, 38, 38.25), new(25, 12, 26), new(2, 1.5, 2), new(0, 0, .01),
    ];
}

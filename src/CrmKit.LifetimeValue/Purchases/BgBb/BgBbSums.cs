namespace CrmKit.LifetimeValue;

// The logarithms of the rising factorials in a term e_m, with their first and second derivatives in the shape.
internal readonly record struct BgBbSums(
    (double Log, double First, double Second) Alpha,
    (double Log, double First, double Second) Beta,
    (double Log, double First, double Second) Both,
    (double Log, double First, double Second) Delta,
    (double Log, double First, double Second) Stay);

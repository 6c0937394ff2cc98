namespace CrmKit;

/// <summary>Words for the reasons of cadence by profile.</summary>
internal static class ProfileWords
{
    public static string? Render(Reason reason) => reason.Code switch
    {
        ProfileReasons.Due => Due(reason),
        ProfileReasons.Base => $"the profile {reason["profile"]} begins at every {Days(reason["factor"])}",
        ProfileReasons.Band => $"bought {Days(reason["days"])} before ({reason["band"]}), {Effect(reason)}",
        ProfileReasons.NeverBought => $"never bought ({reason["band"]}), {Effect(reason)}",
        ProfileReasons.Tier => $"worth {Real(reason["worth"])} {reason["currency"]} in a year ({reason["tier"]}), {Effect(reason)}",
        ProfileReasons.OtherCurrency => $"the worth is told in {reason["currency"]}, the profile's tiers are in {reason["expected"]}, {Effect(reason)}",
        ProfileReasons.Left => $"{Percent(reason["left"])} likely to have left, {Effect(reason)}",
        ProfileReasons.Leaving => $"{Percent(reason["left"])} likely to have left, and otherwise {Percent(reason["leaving"])} likely to leave soon, {Effect(reason)}",
        ProfileReasons.Window => $"the next purchase is expected from {reason["window"]}, the contact goes {Days(reason["lead"])} before, {Effect(reason)}",
        ProfileReasons.WindowElsewhere => $"the next purchase is expected from {reason["window"]}, too far from the contact to move it, {Effect(reason)}",
        ProfileReasons.Unknown => $"{reason["part"]} is not known, {Effect(reason)}",
        ProfileReasons.Unheeded => $"{reason["part"]} makes no difference in this profile, {Effect(reason)}",
        ProfileReasons.Bounds => $"{Real(reason["product"])} days, held to {reason["shortest"]} to {reason["longest"]}",
        _ => null,
    };

    private static string Due(Reason reason) =>
        $"due after {Days(reason["interval"])} ({reason["profile"]}, {reason["band"]}): {Days(reason["base"])} x {Real(reason["recency"])} for recency x {Real(reason["value"])} for value"
        + $" x {Real(reason["risk"])} for risk x {Real(reason["rhythm"])} for rhythm, within {reason["shortest"]} to {reason["longest"]} days";

    private static string Effect(Reason reason) => Number(reason["factor"]) switch
    {
        1 => "which leaves the interval as it is (x 1)",
        < 1 => $"which shortens the interval (x {Real(reason["factor"])})",
        _ => $"which lengthens the interval (x {Real(reason["factor"])})",
    };

    private static string Days(string? count) => string.Equals(count, "1", StringComparison.Ordinal) ? "1 day" : $"{count} days";

    private static double Number(string? invariant) => double.TryParse(invariant, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Percent(string? invariant) => Number(invariant).ToString("P0", CultureInfo.InvariantCulture);

    private static string Real(string? invariant) => Number(invariant) is var number && Math.Abs(number) is >= 1e9 or (> 0 and < 1e-3)
        ? number.ToString("G3", CultureInfo.InvariantCulture)
        : number.ToString("0.###", CultureInfo.InvariantCulture);
}

using System.Text;

namespace CrmKit.Testing.Conformance;

/// <summary>Facts as text, every part in its order, for comparison.</summary>
internal static class Observed
{
    public static string Text(GateFacts facts) => string.Create(CultureInfo.InvariantCulture, $"v{facts.FactsVersion} at {facts.ReadAt}\n{Content(facts)}");

    /// <summary>The facts without their version and the instant of reading.</summary>
    public static string Content(GateFacts facts) =>
        new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{facts.Customer} in {facts.Zone}\n")
            .Append(CultureInfo.InvariantCulture, $"points {Points(facts.Points)}\n")
            .Append(CultureInfo.InvariantCulture, $"suppressed {string.Join(", ", facts.Suppressed.Select(suppressed => $"{Points([suppressed.Point])} {suppressed.Kind} {suppressed.Since}"))}\n")
            .Append(CultureInfo.InvariantCulture, $"care {string.Join("; ", facts.CareFlags)}\n")
            .Append(CultureInfo.InvariantCulture, $"blocks {string.Join("; ", facts.Blocks)} likes {facts.PreferredHours}\n")
            .Append(CultureInfo.InvariantCulture, $"complaints {string.Join("; ", facts.OpenComplaints)} bought {facts.LastPurchase}\n")
            .Append(CultureInfo.InvariantCulture, $"consents {string.Join("; ", facts.Consents.Entries.Select(entry => $"{entry} {entry.Entry.Point.Address}"))}\n")
            .Append(CultureInfo.InvariantCulture, $"refused by others {string.Join("; ", facts.RefusalsAtSharedPoints.Select(refusal => $"{refusal} {refusal.Entry.Point.Address}"))}\n")
            .Append(CultureInfo.InvariantCulture, $"contacts {string.Join("; ", facts.Contacts)}\n")
            .Append(CultureInfo.InvariantCulture, $"commitments {string.Join("; ", facts.Commitments)}\n")
            .Append(CultureInfo.InvariantCulture, $"decided {string.Join("; ", facts.Decided)}\n")
            .ToString();

    private static string Points(IEnumerable<ContactPoint> points) => string.Join(", ", points.Select(point => $"{point.Channel} {point.Address}"));
}

using CrmKit.Desk;

namespace CrmKit.Tool;

/// <summary>What an import did, in words.</summary>
internal static class ImportText
{
    private const int MaxShown = 50;

    public static void Print(ImportOutput output, ImportRequest request, BusinessSettings business)
    {
        Console.WriteLine(HowRead(request, business));
        Console.WriteLine(output switch
        {
            { OpenQuestions: > 0 } => "Nothing was taken: files and records differ, and nobody has decided:",
            { IsEmpty: true } => "There is not one row in these files.",
            { Unchanged: true, RefusalsNotHeeded: > 0 } => "Nothing was taken: what is in order is known already.",
            { Unchanged: true, SetAside.Count: > 0 } => "Nothing new: what is in order in these files is known already.",
            { Unchanged: true } => "Nothing new: everything in these files is known already.",
            { DryRun: true } => "Dry run: nothing was taken. An import would change:",
            _ => "Taken:",
        });
        if (output.OpenQuestions == 0)
        {
            Counts(output);
        }

        Differences(output);
        foreach (var aside in output.SetAside)
        {
            Console.WriteLine(FormattableString.Invariant($"  set aside  {aside.Rows,9:N0} rows of {aside.File}: {aside.Reason}"));
        }

        if (output.SetAside.Count > 0)
        {
            Console.WriteLine($"  They stand in {string.Join(" and ", output.RejectsFiles.Select(Path.GetFileName))} with their reasons; {Remedy(output, request)}");
        }

        if (output.RefusalsNotHeeded > 0)
        {
            Console.WriteLine(FormattableString.Invariant($"  NOT HEEDED {output.RefusalsNotHeeded,9:N0} of these rows refuse contact, or may, and cannot be read in full: no earlier agreement ends by them. Correct and import them before you write to anybody."));
        }

        foreach (var over in output.PassedOver)
        {
            Console.WriteLine(FormattableString.Invariant($"  passed over {over.Rows,8:N0} rows of {over.File}: {over.Reason}"));
        }
    }

    // Events alone are told apart by keys, or where they have none by their place among equal rows, which a file of bad rows does not keep.
    private static string Remedy(ImportOutput output, ImportRequest request)
    {
        if (output.SetAside.All(aside => Is(aside, request.VCardFile)))
        {
            return "cards are corrected in the address book, which can be imported again.";
        }

        var cards = output.SetAside.Any(aside => Is(aside, request.VCardFile)) ? ", except for cards, which are corrected in the address book" : string.Empty;
        var keys = output.SetAside.Any(aside => Is(aside, request.PurchasesFile) || Is(aside, request.InteractionsFile) || Is(aside, request.TimelineFile)) ? " Equal rows without a key need one." : string.Empty;
        return $"corrected, such a file can be imported like the original{cards}.{keys}";

        static bool Is(RowsOutput aside, string? file) => file is not null && string.Equals(aside.File, Path.GetFileName(file), StringComparison.Ordinal);
    }

    private static string HowRead(ImportRequest request, BusinessSettings business)
    {
        if (request.Profile is { } profile)
        {
            return $"Read as exports of {profile.Vendor}, amounts in {business.Currency}, days of {business.Zone}.";
        }

        if (request.Purchases?.Map is { } map)
        {
            return $"Read purchases so, amounts in {business.Currency}, days of {business.Zone}:{Environment.NewLine}{map.Explain()}";
        }

        var format = request.Customers?.Format ?? new CrmKit.Import.CsvFormat();
        var culture = format.Culture.Name.Length == 0 ? "invariant" : format.Culture.Name;
        return $"Read with dates as {format.DatePattern}, numbers as in culture {culture}, amounts in {business.Currency}, days of {business.Zone}.";
    }

    private static void Counts(ImportOutput output)
    {
        var corrected = output.EventsCorrected > 0 ? FormattableString.Invariant($"  {output.EventsCorrected,9:N0} corrected") : string.Empty;
        Console.WriteLine(FormattableString.Invariant($"  events     {output.EventsAdded,9:N0} new  {output.EventsKnown,9:N0} known{corrected}"));
        if (output.Purchases is { } purchases && purchases.LinesRead > 0)
        {
            Console.WriteLine(FormattableString.Invariant($"             {purchases.Purchases,9:N0} purchases ({purchases.PurchaseTotal}), {purchases.Returns:N0} returns ({purchases.ReturnTotal}) from {purchases.LinesRead:N0} lines: {purchases.LinesMerged:N0} merged, {purchases.LinesSetAside:N0} set aside"));
        }

        Console.WriteLine(FormattableString.Invariant($"  customers  {output.CustomersAdded,9:N0} new  {output.CustomersUnchanged,9:N0} known  {output.CustomersChanged,9:N0} changed"));
        Console.WriteLine(FormattableString.Invariant($"  consents   {output.ConsentsAdded,9:N0} new  {output.ConsentsKnown,9:N0} known"));
        if (output.SuppressionsAdded > 0)
        {
            Console.WriteLine(FormattableString.Invariant($"  suppressed {output.SuppressionsAdded,9:N0} addresses"));
        }
    }

    private static void Differences(ImportOutput output)
    {
        foreach (var difference in output.Differences.Take(MaxShown))
        {
            Console.WriteLine($"  {difference.Customer}: {difference.Field} {difference.Change}: {Shown.Of(difference.Known ?? "nothing")} -> {Shown.Of(difference.Told)}");
        }

        if (output.DifferencesFound > MaxShown)
        {
            Console.WriteLine(FormattableString.Invariant($"  and {output.DifferencesFound - Math.Min(MaxShown, output.Differences.Count):N0} more differences; --json tells up to 10,000."));
        }
    }
}

using System.Text;
using CrmKit.LifetimeValue;
using CrmKit.Reports;
using CrmKit.Scheduling;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <content>One page for people who would rather look.</content>
public sealed partial class CrmDesk
{
    private const int RowsInReport = 10;

    /// <summary>Writes one self-contained HTML page: figures, today's contacts, who is slipping away, who is worth most, how well the model tracks.</summary>
    /// <remarks>A page of the past (<see cref="CustomerBook.KnownAt"/>) has no contacts: it is the same page whenever it is asked for, but for people forgotten since, whose number it shows.</remarks>
    /// <param name="request">The file, and what a reader must know.</param>
    /// <param name="book">What every customer is worth, from <see cref="AssessAsync(CancellationToken)"/>.</param>
    /// <param name="cancellationToken">Stops the work; the file is then as it was.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task WriteReportAsync(ReportRequest request, CustomerBook book, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(book);
        var known = book.KnownAt is { } at ? _store.ReadCustomersAsync(at, cancellationToken) : _store.ReadCustomersAsync(cancellationToken);
        var people = await known.CollectAsync(cancellationToken).ConfigureAwait(false);

        // The outbox knows the present alone.
        var contacts = book.KnownAt is null ? await TodaysContactsAsync(cancellationToken).ConfigureAwait(false) : [];
        var names = people.ToDictionary(person => person.Id);
        var (tracking, purchases) = await TrackAsync(book, cancellationToken).ConfigureAwait(false);
        var slipping = book.SlippingAway(RowsInReport);
        var report = new CustomerReport
        {
            Title = _options.BusinessName,
            Today = book.Today,
            BusinessZone = _options.BusinessZone,
            Notes = [.. request.Notes, .. Notes(book)],
            Figures = Figures(book, contacts),
            Parameters = [.. Parameters(book)],
            Tracking = tracking,
            Frequencies = book.PurchaseFit is { } fit ? PurchaseFrequencies.Of(fit.Model, Histories(book, fit.Model.DaysPerTimeUnit)) : null,
            Spend = book.SpendFit is { } spend ? SpendDensity.Of(spend.Model, book.Summaries) : null,
            Currency = _options.Currency,
            Grid = book is { IsValued: true, PurchaseFit: { } valued } ? RecencyFrequencyGrid.Of(valued.Model, Math.Max(1, book.Summaries.Max(summary => summary.AgeDays))) : null,
            Cohorts = book.Summaries.Count == 0 ? null : CohortTable.Build(purchases, book.Summaries.ObservedUntil, SpanOf(book)),
            Value = book.IsValued ? ValueDistribution.Of(book.Outlooks) : null,
            Slipping = slipping.IsEmpty ? null : AliveHistory.Of(
                book.PurchaseFit!.Model, purchases.Where(purchase => purchase.Customer == slipping[0].Customer).Select(purchase => purchase.Day), book.Summaries.ObservedUntil),
            MostValuable = Rows(book, book.MostValuable(RowsInReport), names),
            SlippingAway = Rows(book, slipping, names),
            NotToday = request.Plan is { } plan ? ReportDecisionCount.FromPlan(plan) : null,
            Contacts = [.. contacts.Select(contact => new ReportContactRow(
                contact.Row.Intent.Key.Customer, contact.Customer?.Name, contact.Row.Intent.Point.Channel, contact.LocalTime, contact.Row.Reason, OutboxWords.Of(contact.Row.State)))],
        };
        if (book.KnownAt is null)
        {
            report = await WithContactsAsync(report, request.Horizon, cancellationToken).ConfigureAwait(false);
        }

        var partial = request.Path + ".partial";
        await File.WriteAllTextAsync(partial, HtmlReport.Render(report), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken).ConfigureAwait(false);
        File.Move(partial, request.Path, overwrite: true);
    }

    private async Task<CustomerReport> WithContactsAsync(CustomerReport report, HorizonPlan? horizon, CancellationToken cancellationToken)
    {
        var pictures = new ContactPictures(_options, _store.Clock.GetCurrentInstant());
        await foreach (var facts in _store.ReadFactsAsync(_options.BusinessZone, cancellationToken).ConfigureAwait(false))
        {
            pictures.Add(facts);
        }

        if (horizon is not null)
        {
            pictures.Add(horizon);
        }

        return pictures.On(report);
    }

    private IEnumerable<string> Notes(CustomerBook book)
    {
        if (book.KnownAt is { } at)
        {
            var local = at.InZone(_options.BusinessZone).ToString("uuuu-MM-dd HH:mm z", CultureInfo.InvariantCulture);
            yield return string.Create(CultureInfo.InvariantCulture, $"As it was known on {local}. People known then and forgotten since, who are missing here: {book.ErasedSince:N0}.");
        }

        if ((book.WhyNotValued ?? book.HowValued) is { } why)
        {
            yield return why;
        }
    }

    private static ImmutableArray<ReportFigure> Figures(CustomerBook book, ImmutableArray<DeskContact> contacts)
    {
        static string Whole(double number) => number.ToString("N0", CultureInfo.InvariantCulture);
        var customers = new ReportFigure("customers", Whole(book.Outlooks.Length));
        ImmutableArray<ReportFigure> today = book.KnownAt is null ? [new("contacts today", Whole(contacts.Length))] : [];
        if (!book.IsValued)
        {
            return [customers, .. today];
        }

        var values = book.Outlooks.Select(outlook => outlook.Value!).ToList();
        return
        [
            customers,
            new("expected still to be customers", Whole(values.Sum(value => value.ProbabilityAlive))),
            new("expected purchases ahead", Whole(values.Sum(value => value.ExpectedPurchases))),
            new("expected value ahead", $"{Whole(values.Sum(value => (double)value.ExpectedValue.Amount))} {book.Summaries.Currency}"),
            .. today,
        ];
    }

    private static IEnumerable<ReportParameter> Parameters(CustomerBook book) =>
    [
        .. book.PurchaseFit is { } purchases
            ? Named("BG/NBD", purchases.StandardErrors, ("r", purchases.Model.R), ("alpha", purchases.Model.Alpha), ("a", purchases.Model.A), ("b", purchases.Model.B))
            : [],
        .. book.SpendFit is { } spend
            ? Named("Gamma-Gamma", spend.StandardErrors, ("p", spend.Model.P), ("q", spend.Model.Q), ("gamma", spend.Model.Gamma))
            : [],
    ];

    /// <summary>A fit that is not identified has no standard errors.</summary>
    private static IEnumerable<ReportParameter> Named(string model, ImmutableArray<double> errors, params (string Name, double Value)[] parameters) =>
        parameters.Select((parameter, i) => new ReportParameter(model, parameter.Name, parameter.Value, errors.IsDefaultOrEmpty ? null : errors[i]));

    private static ImmutableArray<ReportCustomerRow> Rows(CustomerBook book, ImmutableArray<CustomerOutlook> outlooks, Dictionary<CustomerId, Customer> names) =>
        [.. outlooks.Select(outlook => new ReportCustomerRow(
            outlook.Customer, names.GetValueOrDefault(outlook.Customer)?.Name, outlook.Value!, book.LastPurchases[outlook.Customer]))];

    private static RecencyFrequencyTable Histories(CustomerBook book, double daysPerTimeUnit) => RecencyFrequencyTable.From(PurchaseSummaryCube.From(book.Summaries), daysPerTimeUnit);

    // Some twenty rows at most: months for a young business, quarters and years for an old one.
    private static CohortSpan SpanOf(CustomerBook book) => book.Summaries.Max(summary => summary.AgeDays) switch
    {
        < 2 * 366 => CohortSpan.Month,
        < 6 * 366 => CohortSpan.Quarter,
        _ => CohortSpan.Year,
    };

    private async Task<(PurchaseTracking? Tracking, ImmutableArray<NetPurchase> Purchases)> TrackAsync(CustomerBook book, CancellationToken cancellationToken)
    {
        var last = book.Summaries.ObservedUntil;
        var events = book.KnownAt is { } at ? _store.ReadEventsAsync(at, cancellationToken) : _store.ReadEventsAsync(cancellationToken);
        var bought = new PurchaseSummaryBuilder(LocalDate.MaxIsoValue, _options.Currency);
        await foreach (var recorded in events.ConfigureAwait(false))
        {
            bought.Add(recorded.Event);
        }

        ImmutableArray<NetPurchase> purchases = [.. bought.NetPurchases()];
        if (book.PurchaseFit is not { } fit)
        {
            return (null, purchases);
        }

        var tracker = new PurchaseTracker();
        foreach (var purchase in purchases)
        {
            tracker.Add(purchase.Customer, purchase.Day);
            last = LocalDate.Max(last, purchase.Day);
        }

        return (tracker.Build(fit.Model, book.Summaries.ObservedUntil, last), purchases);
    }
}

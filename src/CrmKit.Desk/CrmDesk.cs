using CrmKit.Cadence;
using CrmKit.Churn;
using CrmKit.Messaging;
using CrmKit.Scheduling;
using CrmKit.Storage;
using Microsoft.Extensions.Logging;
using NodaTime.Extensions;

namespace CrmKit.Desk;

/// <summary>The whole loop as one object: import, outlook, plan, why, send, report.</summary>
/// <remarks>
/// Every call loads what it needs, computes on snapshots, and commits; nothing is kept between calls, so that any number of desks and
/// processes may share a store. The desk does not own the store. Thread-safe.
/// </remarks>
public sealed partial class CrmDesk
{
    private readonly ICrmStore _store;
    private readonly CrmDeskOptions _options;
    private readonly GateList _gates;
    private readonly ContactPlanner? _planner;
    private readonly HorizonPlanner? _horizon;
    private readonly Dispatcher _dispatcher;
    private readonly ImmutableArray<IContactSender> _senders;
    private readonly ImmutableArray<ITouchSource> _sources;
    private readonly AttritionAssessment _attrition;
    private readonly RelationshipHealth? _health;
    private readonly OwedContacts? _owed;

    /// <summary>Creates a desk.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">The business.</param>
    /// <param name="logger">Where failures of sending are told, without personal data; nowhere unless given.</param>
    /// <exception cref="ArgumentException">An option is missing or outside its range.</exception>
    public CrmDesk(ICrmStore store, CrmDeskOptions options, ILogger<Dispatcher>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        _store = store;
        _options = CrmDeskOptions.Checked(options);
        ImmutableArray<IGate> more = options.Balance is { } balance ? [new ContentBalanceGate(new ContentBalance(balance)), .. options.MoreGates] : options.MoreGates;
        _gates = GateList.Standard(options.Gates, more);
        _planner = options.PlanningDays > 1 ? null : new ContactPlanner(_gates, new ContactPlannerOptions
        {
            BusinessZone = options.BusinessZone,
            DayLimit = options.DayLimit,
            PolicyVersion = options.PolicyVersion,
        });
        _horizon = _planner is not null ? null : new HorizonPlanner(
            options.Gates,
            new HorizonOptions
            {
                BusinessZone = options.BusinessZone,
                Days = options.PlanningDays,
                DayLimit = options.DayLimit,
                Slots = options.Slots,
                PolicyVersion = options.PolicyVersion,
            },
            more);
        _senders = options.Senders.IsEmpty ? [DefaultSender(options)] : options.Senders;
        _dispatcher = new Dispatcher(
            store,
            _gates,
            options.Templates ?? TemplateSet.English(options.BusinessName),
            _senders,
            new DispatcherOptions { BusinessZone = options.BusinessZone, UnsubscribeLinks = options.UnsubscribeLinks },
            logger);
        _owed = options.Minimum.IsNone ? null : new OwedContacts(options);
        _attrition = new AttritionAssessment(options.Attrition);
        _health = options.Health is { } health ? new RelationshipHealth(health) : null;
        ITouchSource regular = options.Profile is { } profile ? new ProfileCadence(new CadencePolicy(profile)) : new IntervalCadence(options.Cadence);
        _sources = [new Birthdays(options.Birthdays), regular, .. options.Occasions.Sources(), .. options.MoreSources];
    }

    /// <summary>Today, where the business is.</summary>
    public LocalDate Today => _store.Clock.InZone(_options.BusinessZone).GetCurrentDate();

    /// <summary>Sends what is due now.</summary>
    /// <param name="cancellationToken">Stops between two messages.</param>
    /// <exception cref="CrmStoreException">The store failed; what was sent before is recorded.</exception>
    public Task<DispatchReport> SendAsync(CancellationToken cancellationToken = default) => _dispatcher.DispatchDueAsync(cancellationToken);

    private static EmlFolderSender DefaultSender(CrmDeskOptions options) =>
        new(new EmlFolderOptions { Folder = options.OutboxFolder, From = options.From, FromName = options.BusinessName });
}

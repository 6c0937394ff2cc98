using CrmKit.Messaging;
using CrmKit.Storage;

namespace CrmKit.AspNetCore;

/// <summary>What a person agreed to at the address of a link, and the withdrawal of it.</summary>
internal sealed class LinkedConsents
{
    private static readonly ConsentGate Consent = new();
    private static readonly SuppressionGate Suppression = new();

    private readonly ICrmStore _store;
    private readonly LinkTarget _target;
    private readonly GateFacts _facts;

    private LinkedConsents(ICrmStore store, LinkTarget target, GateFacts facts, ImmutableArray<ContactPoint> points, ContactPoint? own)
    {
        _store = store;
        _target = target;
        _facts = facts;
        Points = points;
        OwnPoint = own;
    }

    /// <summary>The addresses that the link is about; none where the person was forgotten.</summary>
    public ImmutableArray<ContactPoint> Points { get; }

    /// <summary>The address, where it is one that the person has and that can be used; else <c>null</c>.</summary>
    public ContactPoint? OwnPoint { get; }

    public static async Task<LinkedConsents> LoadAsync(ICrmStore store, LinkTarget target, CancellationToken cancellationToken)
    {
        var person = await store.FindCustomerAsync(target.Customer, cancellationToken).ConfigureAwait(false);
        var facts = await store.LoadFactsAsync(target.Customer, DateTimeZone.Utc, cancellationToken).ConfigureAwait(false);

        // A statement may be about an address that the record has no more, and a program that keeps its customers elsewhere has no record.
        var known = (person?.ContactPoints.Select(record => record.Point) ?? [])
            .Concat(facts.Consents.Entries.Select(recorded => recorded.Entry.Point))
            .Where(point => point.Channel == target.Channel)
            .DistinctBy(point => point.FoldedAddress, StringComparer.Ordinal)
            .ToImmutableArray();
        var meant = known.Where(target.IsFor).ToImmutableArray();
        ContactPoint? own = facts.Points.Any(target.IsFor) ? facts.Points.First(target.IsFor) : null;

        // Where nobody knows which address it was, a withdrawal is heeded at each of the channel: one too many harms nobody.
        return new LinkedConsents(store, target, facts, meant.IsEmpty ? known : meant, own);
    }

    /// <summary>The purposes that the person has spoken of at the address.</summary>
    public IEnumerable<Purpose> Mentioned() => _facts.Consents.Entries
        .Where(recorded => Points.Any(recorded.Entry.Point.Reaches))
        .Select(recorded => recorded.Entry.Purpose)
        .Distinct();

    /// <summary>Whether anything of a purpose may reach the person there, of whatever topic, by the very gates that a dispatcher asks.</summary>
    public bool IsReceived(Purpose purpose)
    {
        var topics = _facts.Consents.Entries.Where(recorded => recorded.Entry.Purpose == purpose).Select(recorded => recorded.Entry.Topic).Append(null).Distinct();
        return topics.Any(topic => Points.Any(point => IsOpen(point, purpose, topic)));
    }

    /// <summary>Records the withdrawal of purposes, unless it is recorded and nothing was agreed to since.</summary>
    /// <returns>Whether anything was recorded.</returns>
    public async Task<bool> WithdrawAsync(IEnumerable<Purpose> purposes, string source, CancellationToken cancellationToken)
    {
        var now = _store.Clock.GetCurrentInstant();
        ImmutableArray<ConsentEntry> entries =
        [
            .. from purpose in purposes.Distinct()
               from point in Points
               where !IsWithdrawn(point, purpose)
               select new ConsentEntry(_target.Customer, point, purpose, ConsentState.OptOut, now, source)
               {
                   Evidence = new ConsentEvidence(EvidenceKind.Confirmed, "link"),
               },
        ];
        if (entries.IsEmpty)
        {
            return false;
        }

        await _store.CommitAsync(new ChangeSet { Consents = entries }, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private bool IsOpen(ContactPoint point, Purpose purpose, Topic? topic)
    {
        var at = _facts.ReadAt;
        var intent = new TouchIntent(new TouchKey(_facts.Customer, "preferences", "1"), TouchClass.Promotional, purpose, point, at + Duration.FromDays(1)) { Topic = topic };
        return Consent.Evaluate(intent, _facts, at).IsOpen && Suppression.Evaluate(intent, _facts, at).IsOpen;
    }

    /// <summary>Whether the person's own refusal of the whole purpose stands there, and no agreement came after it.</summary>
    private bool IsWithdrawn(ContactPoint point, Purpose purpose)
    {
        // What merges concluded may end with them, and what was undone is over: neither stands for the person's own word.
        var said = _facts.Consents.Entries.Where(recorded => recorded.Entry.Point.Reaches(point) && recorded is { Concluded: null, VoidFrom: null }).ToList();
        var refusal = said
            .Where(recorded => recorded.Entry.State == ConsentState.Objection || (recorded.Entry is { State: ConsentState.OptOut, Topic: null } && recorded.Entry.Purpose == purpose))
            .MaxBy(recorded => recorded.SaidAt);
        return refusal is not null
            && !said.Any(recorded => recorded.Entry.State == ConsentState.OptIn
                && recorded.Entry.Purpose == purpose
                && (recorded.SaidAt > refusal.SaidAt || recorded.RecordedAt > refusal.RecordedAt));
    }
}

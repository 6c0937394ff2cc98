using CrmKit.Messaging;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>What a run of the dispatcher did.</summary>
internal sealed record SendOutput(int Sent, int Postponed, int Held, int Refused, int GivenUp, int Uncertain, int LostLease, int Waiting, string? NextDueAt, IReadOnlyList<HeldOutput> HeldMessages)
{
    public static SendOutput From(DispatchReport report, int waiting, Instant? nextDueAt, IReadOnlyList<HeldOutput> held) =>
        new(report.Sent, report.Postponed, report.Held, report.Refused, report.GivenUp, report.Uncertain, report.LostLease, waiting, nextDueAt is { } due ? InstantPattern.ExtendedIso.Format(due) : null, held);
}

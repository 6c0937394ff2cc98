using CrmKit.Messaging;

namespace CrmKit.Tool;

/// <summary>What a run of the dispatcher did.</summary>
internal sealed record SendOutput(int Sent, int Postponed, int Held, int Refused, int GivenUp, int Uncertain, int LostLease)
{
    public static SendOutput From(DispatchReport report) =>
        new(report.Sent, report.Postponed, report.Held, report.Refused, report.GivenUp, report.Uncertain, report.LostLease);
}

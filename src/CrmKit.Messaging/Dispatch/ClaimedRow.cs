using CrmKit.Storage;

namespace CrmKit.Messaging;

/// <summary>A row on its way through a dispatcher. One worker at a time changes it; its claim alone is replaced by another thread when the lease is renewed.</summary>
internal sealed class ClaimedRow(OutboxClaim claim)
{
    // A person's facts rarely change between reading and sending; each conflict means that somebody else made progress.
    private const int MaxJudgements = 20;

    private volatile OutboxClaim _claim = claim;
    private volatile ClaimedStage _stage = ClaimedStage.Waiting;

    public OutboxClaim Claim
    {
        get => _claim;
        set => _claim = value;
    }

    public ClaimedStage Stage
    {
        get => _stage;
        set => _stage = value;
    }

    public OutboxRow Row => _claim.Row;

    public CustomerId Person => Row.Intent.Key.Customer;

    public Judgement Judgement { get; set; } = Judgement.None;

    public int JudgedTimes { get; set; }

    public bool MayBeJudgedAgain => JudgedTimes < MaxJudgements;
}

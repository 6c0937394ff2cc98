using CrmKit.Storage;

namespace CrmKit.Messaging;

/// <summary>What is to become of a claimed row: let go of, or sent as a letter on facts of a known version.</summary>
internal sealed record Judgement(OutboxOutcome? LetGo, Letter? Letter = null, GateFacts? Facts = null)
{
    public static Judgement None { get; } = new(LetGo: null);
}

namespace CrmKit.Testing.Conformance;

/// <summary>The promises that every <see cref="CrmKit.Messaging.IContactSender"/> keeps whose far side accepts all messages.</summary>
public static class SenderConformance
{
    /// <summary>The cases, in no order that matters; each wants a far side that got nothing yet.</summary>
    public static IReadOnlyList<SenderConformanceCase> Cases { get; } = [.. SendCases.All, .. MailCases.All];
}

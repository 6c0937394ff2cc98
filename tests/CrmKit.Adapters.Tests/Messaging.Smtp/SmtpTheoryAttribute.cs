namespace CrmKit.Adapters.Tests.Messaging.Smtp;

/// <summary>A theory that needs the recording SMTP server: skipped, and seen to be, where none is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpTheoryAttribute : TheoryAttribute
{
    public SmtpTheoryAttribute() => Skip = SmtpFactAttribute.Missing(SmtpServer.Variable);
}

namespace CrmKit.Adapters.Tests.Messaging.Smtp;

/// <summary>A fact that needs the recording SMTP server: skipped, and seen to be, where none is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpFactAttribute : FactAttribute
{
    public SmtpFactAttribute() => Skip = Missing(SmtpServer.Variable);

    public static string? Missing(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } ? null : $"{variable} is not set: tests/services/smtp.sh start FOLDER prints it.";
}

namespace CrmKit.Adapters.Tests.Messaging.Smtp;

/// <summary>A theory that needs the bouncing Postfix: skipped, and seen to be, where none is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostfixTheoryAttribute : TheoryAttribute
{
    public const string Variable = "CRMKIT_POSTFIX";

    public PostfixTheoryAttribute() =>
        Skip = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } ? null : $"{Variable} is not set: tests/services/postfix.sh start FOLDER prints it.";
}

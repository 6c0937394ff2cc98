namespace CrmKit.Adapters.Tests.Storage.PostgreSql;

/// <summary>A fact that needs a database: the one that CRMKIT_POSTGRES names, which tests/services/postgres starts.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgreSqlFactAttribute : FactAttribute
{
    public const string Variable = "CRMKIT_POSTGRES";

    public PostgreSqlFactAttribute() => Skip = Reason;

    /// <summary>Why nothing can be tested here; <c>null</c> where it can.</summary>
    public static string? Reason { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 }
        ? null
        : $"No PostgreSQL is at hand: {Variable} names none. tests/services/postgres starts one.";
}

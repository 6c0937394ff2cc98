namespace CrmKit.Adapters.Tests.Storage.PostgreSql;

/// <summary>A theory that needs a database, as <see cref="PostgreSqlFactAttribute"/> says.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgreSqlTheoryAttribute : TheoryAttribute
{
    public PostgreSqlTheoryAttribute() => Skip = PostgreSqlFactAttribute.Reason;
}

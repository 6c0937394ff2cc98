namespace CrmKit.Storage.Sqlite;

/// <summary>Everybody of whom anything is stored, with the version of the facts.</summary>
internal static class People
{
    public static void Require(SqliteSession session, CustomerId customer) =>
        session.Execute("INSERT INTO crm_person (id) VALUES ($1) ON CONFLICT DO NOTHING", customer.Value);

    public static void NewFacts(SqliteSession session, CustomerId customer) => NewFactsOf(session, customer.Value);

    /// <summary>As <c>NewFacts</c>, for an id as it is stored, whether or not it can be read.</summary>
    public static void NewFactsOf(SqliteSession session, string id) =>
        session.Execute("UPDATE crm_person SET facts_version = facts_version + 1 WHERE id = $1", id);

    public static long FactsVersion(SqliteSession session, CustomerId customer) =>
        session.Scalar("SELECT facts_version FROM crm_person WHERE id = $1", customer.Value) is long version ? version : 0;
}

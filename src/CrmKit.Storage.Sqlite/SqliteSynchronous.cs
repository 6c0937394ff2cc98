namespace CrmKit.Storage.Sqlite;

/// <summary>When SQLite waits for the disk.</summary>
public enum SqliteSynchronous
{
    /// <summary>At every commit: what was acknowledged survives a power loss.</summary>
    Full = 1,

    /// <summary>At checkpoints alone: the file stays sound, but a power loss may take back the latest commits, a sent row among them, which is then sent twice.</summary>
    Normal,
}

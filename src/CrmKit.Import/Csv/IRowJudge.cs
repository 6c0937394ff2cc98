namespace CrmKit.Import;

/// <summary>The first of two readings of a file: finds out what its rows mean for each other.</summary>
internal interface IRowJudge
{
    /// <summary>Looks at the current record.</summary>
    void Look();

    /// <summary>Concludes, once all records are seen.</summary>
    void Conclude();
}

namespace CrmKit.Import;

/// <summary>Reads a part of a row that is bad in another part.</summary>
internal static class Attempt
{
    /// <summary>What is read; nothing where it is the bad part.</summary>
    public static T? Of<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ImportFaultException)
        {
            return default;
        }
    }
}

namespace CrmKit.Numerics;

/// <summary>Work in parts that threads share.</summary>
/// <remarks>
/// Each part leaves its result in a place of its own and the caller adds them in their order, so that neither the number of threads nor who took which part leaves a
/// trace in the sum.
/// </remarks>
public static class SharedWork
{
    /// <summary>Does every part once, in any order.</summary>
    /// <param name="parts">Number of parts.</param>
    /// <param name="maxThreads">Threads at most, 1 or more; with 1 the parts are done in order by the caller's thread.</param>
    /// <param name="act">Does the part of the number given, 0 to <paramref name="parts"/> - 1.</param>
    public static void Run(int parts, int maxThreads, Action<int> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        if (parts < 2 || maxThreads == 1)
        {
            for (var part = 0; part < parts; part++)
            {
                act(part);
            }

            return;
        }

        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = maxThreads }, act);
    }
}

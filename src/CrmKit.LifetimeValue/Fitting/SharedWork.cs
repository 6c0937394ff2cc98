namespace CrmKit.LifetimeValue;

// Work in parts that threads share. Each part leaves its result in a place of its own and the caller adds them in their order, so that neither the number of
// threads nor who took which part leaves a trace.
internal static class SharedWork
{
    public static void Run(int parts, int maxThreads, Action<int> act)
    {
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

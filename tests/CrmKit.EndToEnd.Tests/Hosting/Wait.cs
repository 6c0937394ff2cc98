using System.Diagnostics;

namespace CrmKit.EndToEnd.Tests.Hosting;

internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Waits until something holds, and nudges it between two looks.</summary>
    public static async Task UntilAsync(Func<bool> holds, Action? nudge = null)
    {
        var waited = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(waited.Elapsed < Patience, "nothing happened");
            nudge?.Invoke();
            await Task.Delay(10);
        }
    }
}

using System.Diagnostics;

namespace CrmKit.KillWorker;

/// <summary>A named place in the work at which the process kills itself, as SIGKILL does, when it comes there for the n-th time.</summary>
internal sealed class FailPoint(string name, int count)
{
    private int _left = count;

    public static FailPoint Parse(string text) =>
        text.Split(':') is [var name, var count] ? new FailPoint(name, int.Parse(count, CultureInfo.InvariantCulture)) : new FailPoint("none", 0);

    public void Reached(string place)
    {
        if (string.Equals(place, name, StringComparison.Ordinal) && Interlocked.Decrement(ref _left) == 0)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}

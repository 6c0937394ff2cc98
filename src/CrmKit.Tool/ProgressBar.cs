using Spectre.Console;

namespace CrmKit.Tool;

/// <summary>Shows a bar once work has taken a second, on standard error, and never when output is redirected.</summary>
internal static class ProgressBar
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Runs work beside the bar.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="isWanted">False for programs.</param>
    /// <param name="work">The work; reports the part done, 0 to 1, where it knows.</param>
    public static async Task<T> RunAsync<T>(string title, bool isWanted, Func<IProgress<double>, Task<T>> work)
    {
        var latest = new Latest();
        var running = Task.Run(() => work(latest));
        if (!isWanted || Console.IsOutputRedirected || Console.IsErrorRedirected)
        {
            return await running.ConfigureAwait(false);
        }

        await Task.WhenAny(running, Task.Delay(Patience)).ConfigureAwait(false);
        if (!running.IsCompleted)
        {
            await ShowAsync(title, running, latest).ConfigureAwait(false);
        }

        return await running.ConfigureAwait(false);
    }

    private static Task ShowAsync(string title, Task running, Latest latest)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(enabled: true).StartAsync(async context =>
        {
            var task = context.AddTask(Markup.Escape(title), maxValue: 1);
            while (!running.IsCompleted)
            {
                task.IsIndeterminate = latest.Value <= 0;
                task.Value = latest.Value;
                await Task.WhenAny(running, Task.Delay(100)).ConfigureAwait(false);
            }
        });
    }

    private sealed class Latest : IProgress<double>
    {
        private double _value;

        public double Value => Volatile.Read(ref _value);

        public void Report(double value) => Volatile.Write(ref _value, value);
    }
}

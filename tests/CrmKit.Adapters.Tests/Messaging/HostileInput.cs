using System.Diagnostics;

namespace CrmKit.Adapters.Tests.Messaging;

/// <summary>Runs seeded hostile inputs under the bounds of the house: 50 ms and 16 MiB each. <c>CRMKIT_FUZZ=100000</c> sets how many; few unless told.</summary>
internal static class HostileInput
{
    private const double MostMilliseconds = 50;
    private const long MostBytes = 16L << 20;

    public static int Count(int usual) => int.TryParse(Environment.GetEnvironmentVariable("CRMKIT_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : usual;

    /// <summary>Makes each input from its own seed and runs it; what fails names the seed.</summary>
    public static void Run<T>(Func<Random, T> make, Action<T> run, int usual = 5_000)
    {
        // Compiled code is what is measured.
        for (var seed = -20; seed < 0; seed++)
        {
            run(make(new Random(seed)));
        }

        for (var seed = 0; seed < Count(usual); seed++)
        {
            var input = make(new Random(seed));
            try
            {
                Measure(() => run(input));
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Seed {seed}: {error.Message}", error);
            }
        }
    }

    /// <summary>Checks one input. A machine that does something else meanwhile is given four more tries: what counts is the fastest.</summary>
    public static void Measure(Action run)
    {
        var fastest = double.MaxValue;
        for (var attempt = 0; attempt < 5 && fastest > MostMilliseconds; attempt++)
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var began = Stopwatch.GetTimestamp();
            run();
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
            Assert.True(bytes <= MostBytes, $"{bytes} bytes were allocated");
        }

        Assert.True(fastest <= MostMilliseconds, $"it took {fastest} ms");
    }

    /// <summary>A text of pieces, each chosen at random, cut and changed here and there.</summary>
    public static string Text(Random random, IReadOnlyList<string> pieces, int most = 60)
    {
        var text = new System.Text.StringBuilder();
        for (var count = random.Next(most); count > 0; count--)
        {
            var piece = pieces[random.Next(pieces.Count)];
            text.Append(random.Next(10) == 0 ? piece[random.Next(piece.Length + 1)..] : piece);
            if (random.Next(15) == 0)
            {
                text.Append((char)random.Next(char.MaxValue + 1));
            }
        }

        return text.ToString();
    }
}

using System.Diagnostics;
using System.Globalization;
using CrmKit.Import;

namespace CrmKit.Benchmarks.Duplicates;

/// <summary>One search in one process: time, memory, and how much of what was entered twice is found.</summary>
public static class DuplicateRun
{
    /// <summary>Arguments: people, then lowest score in bits, both optional.</summary>
    public static int Run(string[] args)
    {
        var people = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var minimum = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 0;
        var workers = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : (int?)null;
        var list = new DoubledList(people, seed: 1);
        var generating = Stopwatch.StartNew();
        var count = list.Read().Count();
        generating.Stop();
        list = new DoubledList(people, seed: 1);
        var searching = Stopwatch.StartNew();
        var report = DuplicateFinder.Find(list.Read(), new DuplicateOptions { MinimumScore = minimum, MaxCandidates = 100_000_000, Workers = workers }, new Stages(searching));
        searching.Stop();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            people                 {count:N0}, of which {list.TruePairs:N0} pairs are one person
            time                   {searching.Elapsed.TotalSeconds:0.0} s, of which inventing the people took {generating.Elapsed.TotalSeconds:0.0} s
            processor time         {process.TotalProcessorTime.TotalSeconds:0.0} s for both
            peak memory            {process.PeakWorkingSet64 / 1048576:N0} MB
            pairs compared         {report.PairsCompared:N0}
            candidates             {report.CandidatesFound:N0}
            not compared in full   {report.PeopleNotComparedInFull:N0} people, at most {report.PairsLeftOut:N0} pairs
            """));
        foreach (var large in report.LargeBlocks)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {large.Kind,-10} {large.Blocks:N0} keys, {large.People:N0} people, largest {large.Largest:N0}, {large.PairsLeftOut:N0} pairs"));
        }

        Judge(list, report);
        return 0;
    }

    private static void Judge(DoubledList list, DuplicateReport report)
    {
        var judged = report.Candidates.Select(candidate => (candidate.Score, candidate.Probability, IsTrue: Person(list, candidate.First) == Person(list, candidate.Second))).ToArray();
        Console.WriteLine("score from   candidates   precision   recall");
        foreach (var from in new[] { double.NegativeInfinity, -8, -4, 0, 2, 4, 7, 10 })
        {
            var kept = judged.Where(candidate => candidate.Score >= from).ToArray();
            var right = kept.Count(candidate => candidate.IsTrue);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{from,10} {kept.Length,12:N0} {(double)right / kept.Length,11:P1} {(double)right / list.TruePairs,8:P1}"));
        }

        Console.WriteLine("score      foretold   true");
        foreach (var bin in judged.Where(candidate => candidate.Score is >= -6 and < 14).GroupBy(candidate => Math.Floor(candidate.Score / 2) * 2).OrderBy(bin => bin.Key))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bin.Key,3} to {bin.Key + 2,2} {bin.Average(candidate => candidate.Probability),10:P1} {bin.Average(candidate => candidate.IsTrue ? 1.0 : 0.0),6:P1}   of {bin.Count():N0}"));
        }
    }

    private static int Person(DoubledList list, CustomerId id) => list.Persons[int.Parse(id.Value, CultureInfo.InvariantCulture)];

    private sealed class Stages(Stopwatch watch) : IProgress<double>
    {
        private double _last;

        public void Report(double value)
        {
            if (value >= _last + 0.2 || value is 0.4 or 1)
            {
                _last = value;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {value,4:P0} after {watch.Elapsed.TotalSeconds:0.0} s"));
            }
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using CrmKit.Scheduling;

namespace CrmKit.Benchmarks.Scheduling;

/// <summary>One contact problem planned in one process, cold and again from warm prices: time, memory, value and proven gap.</summary>
public static class ContactPlanRun
{
    /// <summary>Arguments: customers, seed, price steps of the cold run, threads; all but the first optional.</summary>
    public static int Run(string[] args)
    {
        var customers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
        var seed = args.Length > 1 ? ulong.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        var options = new ContactAllocationOptions
        {
            PriceSteps = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : null,
            MaxThreads = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 1,
        };
        var watch = Stopwatch.StartNew();
        var problem = ContactInstance.Invent(customers, seed);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{customers:N0} customers, {problem.TouchCount:N0} touches, invented in {watch.Elapsed.TotalSeconds:0.0} s"));
        var cold = Plan("cold", problem, options);
        Plan("warm", problem, options with { WarmPrices = cold.Prices, PriceSteps = null });
        return 0;
    }

    private static ContactAllocation Plan(string name, ContactProblem problem, ContactAllocationOptions options)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var plan = new ContactAllocator(options).Allocate(problem);
        process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {name}: value {plan.Value:N0}, bound {plan.Bound:N0}, gap {plan.Gap:P4}, contacts {plan.Touches.Length:N0}
              {watch.Elapsed.TotalSeconds:0.0} s, processor {(process.TotalProcessorTime - before).TotalSeconds:0.0} s, peak memory {process.PeakWorkingSet64 / 1048576:N0} MB
              price steps {plan.PriceSteps:N0}, customer searches {plan.CustomerSearches:N0}, moves {plan.Moves:N0}
            """));
        return plan;
    }
}

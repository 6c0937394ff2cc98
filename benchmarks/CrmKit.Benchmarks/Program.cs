using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// `--short` runs every benchmark once, inside this process and on small inputs: it shows that they still run, its figures mean nothing.
if (args.Contains("--short", StringComparer.Ordinal))
{
    CrmKit.Benchmarks.Scale.IsShort = true;
    var job = Job.Dry.WithToolchain(InProcessEmitToolchain.Instance);
    var config = ManualConfig.Create(DefaultConfig.Instance).AddJob(job).WithOptions(ConfigOptions.JoinSummary);
    var summaries = BenchmarkSwitcher.FromAssembly(typeof(CrmKit.Benchmarks.Scale).Assembly).RunAllJoined(config);
    return summaries.HasCriticalValidationErrors || summaries.Reports.Any(report => !report.Success) ? 1 : 0;
}

// `--duplicates 1000000` looks for duplicates once, in a process of its own, so that its peak memory can be read from outside.
if (args is ["--duplicates", ..])
{
    return CrmKit.Benchmarks.Duplicates.DuplicateRun.Run(args[1..]);
}

// `--store-import 500000` imports purchases into SQLite and inserts them through the driver alone, in turns, and tells both in processor time.
if (args is ["--store-import", ..])
{
    return await CrmKit.Benchmarks.Storage.PurchaseStoreRun.RunAsync(args[1..]);
}

// `--lifetime` runs every bar of the lifetime value engine: first call, median wall and processor time, memory, and what was found; `--lifetime 10M` the ten million.
if (args is ["--lifetime", ..])
{
    return CrmKit.Benchmarks.LifetimeRun.Run(args[1..]);
}

// `--churn` runs every bar of the churn engine on a million customers.
if (args is ["--churn", ..])
{
    return CrmKit.Benchmarks.ChurnRun.Run(args[1..]);
}

// `--recurrence` walks and seeks every rule that has a bar.
if (args is ["--recurrence", ..])
{
    return CrmKit.Benchmarks.RecurrenceRun.Run(args[1..]);
}

// `--contacts 1000000` plans an invented contact problem cold and again from warm prices: value, proven gap, processor time and peak memory.
if (args is ["--contacts", ..])
{
    return CrmKit.Benchmarks.Scheduling.ContactPlanRun.Run(args[1..]);
}

// `--cadence` lists who is due among a million people in columns, and applies one event to one person.
if (args is ["--cadence", ..])
{
    return CrmKit.Benchmarks.CadenceRun.Run(args[1..]);
}

// `--hand-over 20000` hands contacts to the broker that CRMKIT_RABBITMQ names, in turns with the client alone.
if (args is ["--hand-over", ..])
{
    return await CrmKit.Benchmarks.Messaging.HandOverRun.RunAsync(args[1..]);
}

BenchmarkSwitcher.FromAssembly(typeof(CrmKit.Benchmarks.Scale).Assembly).Run(args);
return 0;

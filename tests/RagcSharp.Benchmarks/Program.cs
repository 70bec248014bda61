using System.Globalization;

using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

using RagcSharp.Benchmarks;

// `yardstick ARCHIVE` prints a number of seconds, `windows ARCHIVE...` windows a second; everything else is BenchmarkDotNet's, for instance
// `--filter *LzDiff*`.
if (args is ["yardstick", var archive])
    Console.WriteLine(ZstdYardstick.Measure(archive).TotalSeconds.ToString("F2", CultureInfo.InvariantCulture));
else if (args is ["windows", .. var archives])
    Array.ForEach(archives, path => RandomWindows.Measure(path, [1, 2]));
else
    BenchmarkSwitcher.FromAssembly(typeof(ZstdYardstick).Assembly).Run(args, Config());

// In this process: a project made on the fly would not be built as this repository builds its own.
static IConfig Config() => DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "ragc-benchmarks"));

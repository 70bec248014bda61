using System.Globalization;

using BenchmarkDotNet.Running;

using RagcSharp.Benchmarks;

// `yardstick ARCHIVE` prints a number of seconds; everything else is BenchmarkDotNet's, for instance `--filter *LzDiff*`.
if (args is ["yardstick", var archive])
    Console.WriteLine(ZstdYardstick.Measure(archive).TotalSeconds.ToString("F2", CultureInfo.InvariantCulture));
else
    BenchmarkSwitcher.FromAssembly(typeof(ZstdYardstick).Assembly).Run(args);

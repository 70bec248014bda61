using System.Globalization;

using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

using RagcSharp.Benchmarks;
using RagcSharp.Benchmarks.Simulation;

// `windows ARCHIVE...` prints windows a second; `human FOLDER CHROMOSOMES LENGTH HAPLOTYPES` and
// `bacteria FOLDER SAMPLES LENGTH CONTIGS` write simulated genomes. Everything else is BenchmarkDotNet's, for instance `--filter *LzDiff*`.
if (args is ["windows", .. var archives])
    Array.ForEach(archives, path => RandomWindows.Measure(path, [1, 2]));
else if (args is ["human", var human, var chromosomes, var length, var haplotypes])
    HumanLike.Write(human, Number(chromosomes), Number(length), Number(haplotypes), seed: 1);
else if (args is ["bacteria", var bacteria, var samples, var size, var contigs])
    Bacteria.Write(bacteria, Number(samples), Number(size), Number(contigs), seed: 1);
else
    BenchmarkSwitcher.FromAssembly(typeof(RandomWindows).Assembly).Run(args, Config());

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

// In this process: a project made on the fly would not be built as this repository builds its own.
static IConfig Config() => DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "ragc-benchmarks"));

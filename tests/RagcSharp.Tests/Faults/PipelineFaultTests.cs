using RagcSharp.Compressing;
using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Faults;

/// <summary>Faults at every stage: the run ends with that fault, no thread is left, no file is left.</summary>
[Collection(nameof(PipelineThreads))]
public sealed class PipelineFaultTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly GoldenCase _golden = new("many-samples-b10");

    private string Output => _folder.File("out.agc");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(nameof(PipelineStage.Read))]
    [InlineData(nameof(PipelineStage.Split), 1)]
    [InlineData(nameof(PipelineStage.Cut))]
    [InlineData(nameof(PipelineStage.Place))]
    [InlineData(nameof(PipelineStage.Register))]
    [InlineData(nameof(PipelineStage.Compress))]
    [InlineData(nameof(PipelineStage.Write))]
    public void Fault_AtAnyStageEndsTheRunWithThatFault(string stage, int last = 40)
    {
        foreach (int threads in (int[])[1, 3])
        {
            foreach (int occurrence in ((int[])[1, 2, 20, 40]).TakeWhile(n => n <= last))
            {
                var fault = new TimeZoneNotFoundException($"{stage} {occurrence}");
                int count = 0;
                var thrown = Assert.ThrowsAny<Exception>(() => Run(threads, at =>
                {
                    if (at.ToString() == stage && Interlocked.Increment(ref count) == occurrence)
                        throw fault;
                }));
                Assert.Same(fault, thrown);
                Assert.Empty(_folder.Names);
                PipelineThreads.AssertNone();
            }
        }
    }

    [Fact]
    public void Fault_LeavesAnExistingFileAsItWas()
    {
        File.WriteAllText(Output, "old");
        Assert.Throws<InvalidOperationException>(() => Run(2, at =>
        {
            if (at == PipelineStage.Write)
                throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(Output));
        Assert.Equal(["out.agc"], _folder.Names);
    }

    [Fact]
    public void Fault_IsThrownByEveryLaterCall()
    {
        using var compressor = AgcCompressor.Create(Output, _golden.Options(2));
        compressor.Add("broken", new FaultyStream(new MemoryStream(">a\nACGT\n"u8.ToArray()), failAt: 0));
        AssertInjected(() => compressor.Finish());
        AssertInjected(() => compressor.Finish());
        AssertInjected(() => compressor.Add(_golden.Inputs[0]));
        compressor.Dispose();
        Assert.Empty(_folder.Names);
        PipelineThreads.AssertNone();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(10000)]
    public void Fault_OfTheOutputEndsTheRun(long failAt)
    {
        using var output = new FaultyStream(new MemoryStream(), failAt);
        using (var compressor = AgcCompressor.Create(output, _golden.Options(2)))
        {
            AssertInjected(() =>
            {
                foreach (string input in _golden.Inputs)
                    compressor.Add(input);
                compressor.Finish();
            });
        }

        PipelineThreads.AssertNone();
    }

    [Fact]
    public void SlowWriter_FillsTheQueuesAndChangesNothing()
    {
        using var output = new MemoryStream();
        using (var slow = new FaultyStream(output, delay: TimeSpan.FromMilliseconds(1)))
        using (var compressor = AgcCompressor.Create(slow, _golden.Options(4)))
        {
            foreach (string input in _golden.Inputs)
                compressor.Add(input);
            compressor.Finish();
        }

        _golden.Create(Output, 2);
        Assert.Equal(File.ReadAllBytes(Output), output.ToArray());
    }

    [Fact]
    public void SlowWriter_ThatFailsAtTheEndEndsTheRun()
    {
        using var output = new FaultyStream(new MemoryStream(), failAt: 40000, delay: TimeSpan.FromMilliseconds(1));
        using (var compressor = AgcCompressor.Create(output, _golden.Options(4)))
        {
            foreach (string input in _golden.Inputs)
                compressor.Add(input);
            AssertInjected(() => compressor.Finish());
        }

        PipelineThreads.AssertNone();
    }

    [Fact]
    public void SlowReader_ChangesNothing()
    {
        using (var compressor = AgcCompressor.Create(Output, _golden.Options(3)))
        {
            foreach (string input in _golden.Inputs)
            {
                string sample = Path.GetFileName(input).Split('.')[0];
                compressor.Add(sample, new FaultyStream(File.OpenRead(input), delay: TimeSpan.FromMilliseconds(1)));
            }

            compressor.Finish();
        }

        ArchiveComparison.AssertEqual(_golden.Archive, Output);
    }

    [Fact]
    public void Dispose_WithoutFinishLeavesNothing()
    {
        for (int inputs = 0; inputs < 6; inputs++)
        {
            var compressor = AgcCompressor.Create(Output, _golden.Options(3));
            foreach (string input in _golden.Inputs.Take(inputs))
                compressor.Add(input);
            compressor.Dispose();
            compressor.Dispose();
            Assert.Empty(_folder.Names);
        }

        PipelineThreads.AssertNone();
    }

    [Fact]
    public void Dispose_AfterFinishKeepsTheFile()
    {
        var compressor = AgcCompressor.Create(Output, _golden.Options(3));
        compressor.Add(_golden.Inputs[0]);
        compressor.Finish();
        compressor.Dispose();
        compressor.Dispose();
        Assert.Equal(["out.agc"], _folder.Names);
        PipelineThreads.AssertNone();
    }

    [Fact]
    public void Cancellation_EndsTheRun()
    {
        foreach (int afterContigs in (int[])[1, 5, 30])
        {
            using var source = new CancellationTokenSource();
            int contigs = 0;
            Assert.Throws<OperationCanceledException>(() => Run(
                2,
                at =>
                {
                    if (at == PipelineStage.Cut && Interlocked.Increment(ref contigs) == afterContigs)
                        source.Cancel();
                },
                source.Token));
            Assert.Empty(_folder.Names);
            PipelineThreads.AssertNone();
        }
    }

    [Fact]
    public void Stress_RandomDelaysAndThreadsGiveTheSameBytes()
    {
        _golden.Create(_folder.File("expected.agc"), 1);
        byte[] expected = File.ReadAllBytes(_folder.File("expected.agc"));
        for (int seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            int threads = random.Next(1, 17);
            Run(threads, _ =>
            {
                int dice;
                lock (random)
                    dice = random.Next(40);
                if (dice == 0)
                    Thread.Sleep(1);
                else if (dice < 5)
                    Thread.Yield();
            });
            Assert.True(expected.AsSpan().SequenceEqual(File.ReadAllBytes(Output)), $"seed {seed}, {threads} threads");
        }
    }

    private static void AssertInjected(Action action) =>
        Assert.Contains(FaultyStream.Message, Assert.Throws<IOException>(action).Message, StringComparison.Ordinal);

    private void Run(int threads, Action<PipelineStage> watch, CancellationToken cancellation = default)
    {
        using var compressor = AgcCompressor.Create(Output, _golden.Options(threads), watch, cancellation);
        foreach (string input in _golden.Inputs)
            compressor.Add(input);
        compressor.Finish();
    }
}

/// <summary>Runs alone: it looks at the threads of the process.</summary>
[CollectionDefinition(nameof(PipelineThreads), DisableParallelization = true)]
public sealed class PipelineThreadsDefinition;

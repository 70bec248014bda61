using RagcSharp.Compressing;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Faults;

/// <summary>
/// Random collections, threads, delays and faults: the bytes stay the same, the fault comes out, and nothing hangs. More seeds than usual
/// with the environment variable RAGC_SEEDS.
/// </summary>
[Collection(nameof(PipelineThreads))]
public sealed class StressTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Duration", "Long")]
    public void Delays_ChangeNothing() => Seeded.Run(12, random => Watched(() =>
    {
        var collection = new RandomCollection(random);
        byte[] expected = Create(collection, new Disturbance(new Random(0), calm: true), threads: 1);
        AssertRestored(collection, expected);
        for (int i = 0; i < 3; i++)
            Assert.Equal(expected, Create(collection, new Disturbance(random), random.Next(1, 17)));
    }));

    [Fact]
    [Trait("Duration", "Long")]
    public void Faults_ComeOutAndLeaveNothing() => Seeded.Run(60, random => Watched(() =>
    {
        var collection = new RandomCollection(random);
        File.WriteAllText(_folder.File("out.agc"), "old");
        var disturbance = new Disturbance(random, faultAt: random.Next(1, 1 << random.Next(1, 14)));
        try
        {
            Create(collection, disturbance, random.Next(1, 17));
        }
        catch (IOException e)
        {
            Assert.Contains(FaultyStream.Message, e.Message, StringComparison.Ordinal);
            Assert.Equal("old", File.ReadAllText(_folder.File("out.agc")));
        }

        Assert.Equal(["out.agc"], _folder.Names);
        PipelineThreads.AssertNone();
    }));

    [Fact]
    [Trait("Duration", "Long")]
    public void Cancellation_AtAnyMomentLeavesNothing() => Seeded.Run(30, random => Watched(() =>
    {
        var collection = new RandomCollection(random);
        using var source = new CancellationTokenSource();
        var disturbance = new Disturbance(random, faultAt: random.Next(1, 1 << random.Next(1, 14))) { Fault = source.Cancel };
        try
        {
            Create(collection, disturbance, random.Next(1, 17), source.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Empty(_folder.Names);
        }

        File.Delete(_folder.File("out.agc"));
        PipelineThreads.AssertNone();
    }));

    [Fact]
    [Trait("Duration", "Long")]
    public void Append_ThatFailsLeavesTheArchive() => Seeded.Run(20, random => Watched(() =>
    {
        var collection = new RandomCollection(random);
        byte[] old = Create(collection, new Disturbance(new Random(0), calm: true), threads: 2);
        string path = _folder.File("out.agc");
        try
        {
            using var compressor = AgcCompressor.Append(path, path, collection.Options with { Threads = random.Next(1, 9) });
            byte[] fasta = Text.Bytes(Text.OfBytes(collection.Samples[0].Fasta).Replace("contig", "other", StringComparison.Ordinal));
            compressor.Add("new", new FaultyStream(new MemoryStream(fasta), random.Next(fasta.Length)));
            compressor.Finish();
            Assert.Fail("no fault came out");
        }
        catch (IOException)
        {
            Assert.Equal(old, File.ReadAllBytes(path));
        }

        Assert.Equal(["out.agc"], _folder.Names);
        PipelineThreads.AssertNone();
    }));

    [Fact]
    [Trait("Duration", "Long")]
    public void Extraction_ThatBreaksOffLeavesNoThread() => Seeded.Run(30, random => Watched(() =>
    {
        var collection = new RandomCollection(random);
        Create(collection, new Disturbance(new Random(0), calm: true), threads: 2);
        using var archive = AgcArchive.Open(_folder.File("out.agc"));
        for (int i = 0; i < 10; i++)
        {
            using var source = new CancellationTokenSource();
            using var output = new FaultyStream(new MemoryStream(), random.Next(2 * collection.Whole.Length));
            if (random.Next(2) == 0)
                source.CancelAfter(TimeSpan.FromMilliseconds(random.Next(10)));
            var error = Record.Exception(
                () => archive.WriteSamples(archive.Samples, output, random.Next(1, 2000), random.Next(1, 17), source.Token));
            Assert.True(error is null or IOException or OperationCanceledException, $"{error}");
        }

        AssertRestored(collection, File.ReadAllBytes(_folder.File("out.agc")));
        PipelineThreads.AssertNone();
    }));

    private byte[] Create(RandomCollection collection, Disturbance disturbance, int threads, CancellationToken cancellation = default)
    {
        string path = _folder.File("out.agc");
        using (var compressor = AgcCompressor.Create(
            path, collection.Options with { Threads = threads }, disturbance.Watch, cancellation))
        {
            foreach (var (name, fasta) in collection.Samples)
                compressor.Add(name, disturbance.Slow(fasta));
            compressor.Finish();
        }

        return File.ReadAllBytes(path);
    }

    private void AssertRestored(RandomCollection collection, byte[] archive)
    {
        string path = _folder.File("copy.agc");
        File.WriteAllBytes(path, archive);
        using (var opened = AgcArchive.Open(path))
        using (var output = new MemoryStream())
        {
            opened.WriteSamples(opened.Samples, output, int.MaxValue, 3);
            Assert.Equal(Text.OfBytes(collection.Whole), Text.OfBytes(output.ToArray()));
        }

        File.Delete(path);
    }

    // A run that hangs is a failure, not the end of the whole suite.
    private static void Watched(Action test) => WatchedThreads.RunAll(1, _ => test());

    /// <summary>Delays at random, mostly at one stage, so that those before it wait, or those behind it; once, perhaps, a fault.</summary>
    private sealed class Disturbance(Random random, int faultAt = int.MaxValue, bool calm = false)
    {
        private readonly PipelineStage? _slow = calm ? null : (PipelineStage)random.Next(6);
        private readonly bool _isInputSlow = !calm && random.Next(4) == 0;
        private readonly Random _dice = new(random.Next());
        private int _steps;

        public Action Fault { get; init; } = () => throw new IOException(FaultyStream.Message);

        public void Watch(PipelineStage stage)
        {
            if (Interlocked.Increment(ref _steps) == faultAt)
                Fault();
            if (calm)
                return;
            int dice;
            lock (_dice)
                dice = _dice.Next(100);
            if (dice < (stage == _slow ? 10 : 1))
                Thread.Sleep(1);
            else if (dice < 20)
                Thread.Yield();
        }

        public Stream Slow(byte[] fasta) => _isInputSlow
            ? new FaultyStream(new MemoryStream(fasta), delay: TimeSpan.FromTicks(1))
            : new MemoryStream(fasta);
    }
}

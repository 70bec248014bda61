using System.Runtime.InteropServices;

using RagcSharp.Archive;
using RagcSharp.Compressing;
using RagcSharp.Memory;
using RagcSharp.Segmentation;
using RagcSharp.Tests.Support;
using RagcSharp.Threads;

namespace RagcSharp.Tests.Segmentation;

/// <summary>
/// Contigs of more than 2^31 bases. Their symbols are never written, so they take address space and no memory: all of them are the same.
/// </summary>
/// <remarks>
/// Tried whole, by hand: a sample with one contig of 2,300,000,000 bases takes 2.3 GiB to add, which is its symbols, and comes back.
/// </remarks>
public sealed class LongContigTests
{
    private const int K = 31;
    private const long Length = (1L << 31) + (1 << 20);

    [Fact]
    [Trait("Duration", "Long")]
    public void Cut_FindsSplittersBeyondTwoGiB()
    {
        var random = new Random(1);
        byte[] near = RandomSymbols.Plain(random, K), far = RandomSymbols.Plain(random, K);
        const long NearEnd = 1 << 20, FarEnd = Length - 1000;
        using var contig = Make();
        near.CopyTo(contig.AsSpan(NearEnd - K, K));
        far.CopyTo(contig.AsSpan(FarEnd - K, K));
        var splitters = new SplitterSet();
        splitters.Add(NaiveSplitters.CanonicalAt(near, K - 1, K)!.Value);
        splitters.Add(NaiveSplitters.CanonicalAt(far, K - 1, K)!.Value);
        var pieces = new ContigCutter(K, splitters).Cut(contig).Select(piece => (piece.Start, piece.Length));
        Assert.Equal([(0, (int)NearEnd), (NearEnd - K, (int)(FarEnd - NearEnd + K)), (FarEnd - K, 1000 + K)], pieces);
    }

    [Fact]
    [Trait("Duration", "Long")]
    public void Cut_OfAPieceThatIsTooLongNamesTheContig()
    {
        using var error = new FirstError();
        using var queue = new WorkQueue(1, 1, error);
        var run = new PipelineRun(
            new Parameters(K, 20, 50, 60_000),
            default,
            MemoryPlan.Of(CompressionOptions.MinMemory),
            new StreamPlan(),
            queue,
            error,
            new StageClock(null),
            new ProgressCounter(default));
        using var way = ArchiveWay.BySplitters(run);
        using var worker = new Worker();
        var job = new ContigJob("huge one"u8.ToArray(), Make(), queue);
        string message = Assert.Throws<InvalidDataException>(() => job.Run(w => way.Segmenter.Cut(job, w), worker)).Message;
        Assert.Equal($"contig huge one: a segment of {Length} symbols; at most {ContigCutter.LongestPiece} are possible", message);
        Assert.True(ContigCutter.LongestPiece < int.MaxValue - 63);
    }

    // The system hands out zeros for a block of this size, and for reading it gives one page for all.
    private static unsafe NativeBuffer Make()
    {
        var contig = new NativeBuffer();
        contig.SetLength(Length);
        Assert.Equal(0, Marshal.ReadByte((nint)contig.Start + (nint)(Length / 2)));
        return contig;
    }
}

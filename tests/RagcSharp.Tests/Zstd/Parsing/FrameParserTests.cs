using System.Diagnostics;

using RagcSharp.Cli.Tests;
using RagcSharp.Memory;
using RagcSharp.Tests.Faults;
using RagcSharp.Tests.Support;
using RagcSharp.Zstd;
using RagcSharp.Zstd.Parsing;

namespace RagcSharp.Tests.Zstd.Parsing;

/// <summary>Frames of our own parse hold their content, whatever it is. Alone: the memory that is measured is the process's.</summary>
[Collection(nameof(PipelineThreads))]
public sealed class FrameParserTests : IDisposable
{
    private const int UsualLevel = 3;

    private readonly ZstdContext _zstd = new();
    private readonly TempDirectory _folder = new();

    public void Dispose()
    {
        _zstd.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Frame_HoldsItsContentAndIsNoLargerThanTheLibrarysUsual() => Seeded.Run(10_000, random =>
    {
        AssertHolds(random, random.Next(RandomContent.Count), LogUniform(random, 16_384));
    });

    [Fact]
    public void Frame_HoldsContentOfManyWindows() => Seeded.Run(3 * RandomContent.Count, random =>
    {
        AssertHolds(random, random.Next(RandomContent.Count), 100_000 + random.Next(700_000));
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(BlockSplitter.Window - 1)]
    [InlineData(BlockSplitter.Window)]
    [InlineData(BlockSplitter.Window + 1)]
    public void Frame_HoldsContentOfAnOddLength(int length)
    {
        for (int kind = 0; kind < RandomContent.Count; kind++)
            AssertHolds(new Random(length), kind, length);
    }

    // Farther than places are told apart in the tables, and than a window reaches.
    [Fact]
    [Trait("Duration", "Long")]
    public void Frame_HoldsSixtyFourMebibytes()
    {
        var random = new Random(1);
        byte[] piece = RandomSymbols.Plain(random, 5_000_000);
        var content = new byte[64 << 20];
        for (int at = 0; at < content.Length; at += piece.Length)
        {
            piece[random.Next(piece.Length)]++;
            piece.AsSpan(0, Math.Min(piece.Length, content.Length - at)).CopyTo(content.AsSpan(at));
        }

        byte[] frame = Compress(content, _zstd, Effort.Usual.Text);
        Assert.InRange(frame.Length, 1_250_000, 1_400_000);
        FrameCheck.Compare(frame, content);
    }

    [Theory]
    [InlineData(ZstdContextPool.SmallContent, 8 << 20)]
    [InlineData(12 << 20, 24 << 20)]
    public void Memory_StaysWithinItsBounds(int length, long most)
    {
        for (int kind = 0; kind < RandomContent.Count; kind++)
        {
            byte[] content = RandomContent.Make(new Random(kind), kind, length);
            long before = MemoryAccount.Contexts.Bytes;
            using (var zstd = new ZstdContext())
            {
                _ = Compress(content, zstd, Effort.Usual.Text);
                long bytes = MemoryAccount.Contexts.Bytes - before;
                Assert.InRange(bytes, 1, most);
                Assert.InRange(bytes, 1, ZstdContext.BytesFor(length, Effort.Usual));
            }

            Assert.Equal(before, MemoryAccount.Contexts.Bytes);
        }
    }

    // Nothing of what was compressed before, nor the memory that it left, changes a frame.
    [Fact]
    public void Frame_DependsOnItsContentOnly() => Seeded.Run(100, random =>
    {
        byte[] content = RandomContent.Make(random, random.Next(RandomContent.Count), LogUniform(random, 400_000));
        byte[] used = Compress(content, _zstd, Effort.Usual.Text);
        using var other = new ZstdContext();
        Assert.Equal(Compress(content, other, Effort.Usual.Text), used);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void Frame_HoldsItsContentWithEveryEffort(int number)
    {
        var effort = Effort.Of(number);
        using var zstd = new ZstdContext(effort);
        Seeded.Run(3 * RandomContent.Count, random =>
        {
            byte[] content = RandomContent.Make(random, random.Next(RandomContent.Count), LogUniform(random, 30_000));
            FrameCheck.Compare(Compress(content, zstd, effort.Text), content);
            FrameCheck.Compare(Compress(content, zstd, effort.Tuples), content);
        });
    }

    [ToolFact("zstd", "zstd")]
    public void Frame_IsReadByTheProgramZstd()
    {
        for (int kind = 0; kind < RandomContent.Count; kind++)
        {
            byte[] content = RandomContent.Make(new Random(kind), kind, 300_000);
            File.WriteAllBytes(_folder.File("frame.zst"), Compress(content, _zstd, Effort.Usual.Text));
            using var process = Process.Start("zstd", ["-q", "-d", "-f", _folder.File("frame.zst"), "-o", _folder.File("content")])!;
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            Assert.Equal(content, File.ReadAllBytes(_folder.File("content")));
        }
    }

    [Fact]
    public void Check_FindsWhatDiffers()
    {
        byte[] content = RandomContent.Make(new Random(1), 2, 200_000);
        byte[] frame = Compress(content, _zstd, Effort.Usual.Text);
        FrameCheck.Compare(frame, content);
        Assert.Throws<InvalidDataException>(() => FrameCheck.Compare(frame, content.AsSpan(1)));
        Assert.Throws<InvalidDataException>(() => FrameCheck.Compare(frame, content.AsSpan(0, content.Length - 1)));
        Assert.Throws<InvalidDataException>(() => FrameCheck.Compare(frame.AsSpan(0, frame.Length - 1), content));
        Assert.Throws<InvalidDataException>(() => FrameCheck.Compare((byte[])[.. frame, 0], content));
        content[150_000] ^= 1;
        Assert.Throws<InvalidDataException>(() => FrameCheck.Compare(frame, content));
    }

    private void AssertHolds(Random random, int kind, int length)
    {
        byte[] content = RandomContent.Make(random, kind, length);
        byte[] frame = Compress(content, _zstd, Effort.Usual.Text);
        var decoded = new byte[length];
        Assert.Equal(length, _zstd.Decompress(frame, decoded));
        Assert.True(content.AsSpan().SequenceEqual(decoded), $"{length} bytes of {RandomContent.NameOf(kind)} differ");
        var usual = new byte[ZstdContext.CompressBound(length)];
        int usualLength = _zstd.Compress(content, usual, UsualLevel);
        Assert.True(
            frame.Length <= usualLength, $"{length} bytes of {RandomContent.NameOf(kind)}: {frame.Length}, at level 3 {usualLength}");
    }

    private static byte[] Compress(byte[] content, ZstdContext zstd, ParseSettings? settings)
    {
        var frame = new byte[ZstdContext.CompressBound(content.Length)];
        return frame[..zstd.Compress(content, frame, settings)];
    }

    private static int LogUniform(Random random, int most) => (int)Math.Exp(random.NextDouble() * Math.Log(most)) - 1;
}

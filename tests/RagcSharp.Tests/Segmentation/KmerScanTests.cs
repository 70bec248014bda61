using RagcSharp.Memory;
using RagcSharp.Segmentation;
using RagcSharp.Sequences;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Segmentation;

public sealed class KmerScanTests
{
    private const int Block = PackedContig.BlockLength;

    public static TheoryData<int> Lengths =>
        [0, 1, 31, 32, 33, 287, 288, 289, 543, 544, 545, 1000, Block - 1, Block, Block + 1, Block + 288, (2 * Block) + 319];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Run_VisitsEachKmerOnce(int length)
    {
        // All k for short contigs, some for long ones.
        for (int k = 17; k <= 32; k += length < 2000 ? 1 : 5)
        {
            Check(RandomSymbols.Plain(new Random(length), length), k);
            Check(RandomSymbols.WithRunsOfN(new Random(length), length), k);
        }
    }

    [Fact]
    public void Run_AgreesWithTheWindowForAnyContig() =>
        Seeded.Run(100, random => Check(RandomSymbols.Any(random, random.Next(3000)), random.Next(17, 33)));

    // One odd letter makes one block odd; its neighbours are read in lanes.
    [Fact]
    public void Run_MixesBlocksOfBothKinds()
    {
        Seeded.Run(10, random =>
        {
            byte[] symbols = RandomSymbols.Plain(random, (3 * Block) + random.Next(Block));
            symbols[random.Next(symbols.Length)] = 4;
            symbols[Block + random.Next(-40, 40)] = (byte)random.Next(4, 16);
            Check(symbols, random.Next(17, 33));
        });
    }

    private static void Check(byte[] symbols, int k)
    {
        var expected = new List<(long, ulong)>();
        var window = new KmerWindow(k);
        for (int i = 0; i < symbols.Length; i++)
        {
            if (window.Push(symbols[i]))
                expected.Add((i, Multiplicative.Hash(window.Canonical)));
        }

        using NativeBuffer buffer = NativeBuffer.CopyOf(symbols), scratch = new(), room = new();
        using var contig = new PackedContig(buffer);
        var visited = new List<(long Position, ulong Hash)>();
        for (int block = 0; (long)block * Block < symbols.Length; block++)
        {
            var visitor = new Noting(visited, (long)block * Block);
            KmerScan.Run(contig, block, k, scratch, room, ref visitor);
        }

        visited.Sort();
        Assert.Equal(expected, visited);

        // The same of symbols that are not packed.
        visited.Clear();
        for (int start = 0; start < symbols.Length; start += KmerScan.Stretch)
        {
            int from = Math.Max(0, start - (k - 1)), end = Math.Min(symbols.Length, start + KmerScan.Stretch);
            var visitor = new Noting(visited, from);
            KmerScan.Run(symbols.AsSpan(from, end - from), k, ref visitor);
        }

        visited.Sort();
        Assert.Equal(expected, visited);
    }

    private readonly struct Noting(List<(long Position, ulong Hash)> visited, long blockStart) : IKmerVisitor
    {
        public unsafe void Visit(ulong* hashes, int count, int first, int lanes, int lane)
        {
            for (int i = 0; i < count; i++)
                visited.Add((blockStart + first + (i / lanes) + ((long)(i % lanes) * lane), hashes[i]));
        }
    }
}

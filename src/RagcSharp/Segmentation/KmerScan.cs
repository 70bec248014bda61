using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

using RagcSharp.Memory;
using RagcSharp.Sequences;

namespace RagcSharp.Segmentation;

/// <summary>What is done with the k-mers of a sequence.</summary>
internal interface IKmerVisitor
{
    /// <summary>
    /// Takes some k-mers, by their <see cref="Multiplicative.Hash"/>. The one at index i ends at position
    /// <c>first + i / lanes + i % lanes * lane</c> of what is scanned.
    /// </summary>
    unsafe void Visit(ulong* hashes, int count, int first, int lanes, int lane);
}

/// <summary>Goes through all k-mers of a sequence, block by block: the loop in which whole genomes are read.</summary>
/// <remarks>
/// A block of plain bases only, as almost all are, is read packed, four a byte, in eight lanes: each lane is a stretch of the block, and
/// takes 32 bases a load. The vectors are 512 bits wide; where the processor's are shorter, .NET makes them of several. Measured with
/// 256 bits, in ns a k-mer: 0.6 in lanes, 5 one by one. The few k-mers at the ends of a block, and all of other blocks, go one by one.
/// </remarks>
internal static unsafe class KmerScan
{
    /// <summary>The most symbols that are scanned at a time, besides the k - 1 before them.</summary>
    public const int Stretch = 1 << 15;

    private const int Lanes = 8, Stride = 32, Batch = Lanes * Stride;

    /// <summary>
    /// Visits each k-mer that ends in a block once, in no order; positions count from the block's first symbol.
    /// </summary>
    /// <param name="contig">The contig.</param>
    /// <param name="block">The block's number.</param>
    /// <param name="k">Length of k-mers, at most 32.</param>
    /// <param name="scratch">Room to work in.</param>
    /// <param name="symbols">Room to work in.</param>
    /// <param name="visitor">What is done with them.</param>
    public static void Run<T>(PackedContig contig, int block, int k, NativeBuffer scratch, NativeBuffer symbols, ref T visitor)
        where T : struct, IKmerVisitor, allows ref struct
    {
        long blockStart = (long)block * PackedContig.BlockLength;
        int length = (int)Math.Min(PackedContig.BlockLength, contig.Length - blockStart);
        int before = (int)Math.Min(k - 1, blockStart);
        int lane = LaneOf(length);
        if (lane <= 0 || !contig.TryGetBases(block, out var bases))
        {
            RunRange(contig, blockStart, -before, length, k, scratch, symbols, ref visitor);
            return;
        }

        fixed (byte* packed = bases)
            RunLanes(packed, lane, k, ref visitor);
        RunRange(contig, blockStart, -before, Stride, k, scratch, symbols, ref visitor);
        RunRange(contig, blockStart, Stride + Lanes * lane - (k - 1), length, k, scratch, symbols, ref visitor);
    }

    /// <summary>
    /// Visits each k-mer of at most <see cref="Stretch"/> + 31 symbols once, in no order; positions count from the first symbol.
    /// </summary>
    public static void Run<T>(ReadOnlySpan<byte> symbols, int k, ref T visitor)
        where T : struct, IKmerVisitor, allows ref struct
    {
        int lane = LaneOf(symbols.Length), inLanes = Stride + Lanes * lane;
        if (lane <= 0 || symbols[..inLanes].ContainsAnyExceptInRange((byte)0, (byte)(Symbols.PlainBases - 1)))
        {
            RunRuns(symbols, 0, k, ref visitor);
            return;
        }

        byte* packed = stackalloc byte[(Stretch + Stride) / 4];
        Tuples.PackFours(symbols[..inLanes], new Span<byte>(packed, inLanes / 4));
        RunLanes(packed, lane, k, ref visitor);
        RunRuns(symbols[..Stride], 0, k, ref visitor);
        int rest = inLanes - (k - 1);
        RunRuns(symbols[rest..], rest, k, ref visitor);
    }

    // Symbols a lane, besides those that fill it; 0 if there are not enough.
    private static int LaneOf(int length) => Vector128.IsHardwareAccelerated ? (length - Stride) / Batch * Stride : 0;

    // The k-mers that begin and end in a range, one by one.
    private static void RunRange<T>(
        PackedContig contig, long blockStart, int start, int end, int k, NativeBuffer scratch, NativeBuffer symbols, ref T visitor)
        where T : struct, IKmerVisitor, allows ref struct
    {
        if (end - start < k)
            return;
        symbols.SetLength(end - start);
        contig.Read(blockStart + start, symbols.AsSpan(), scratch);
        RunRuns(symbols.AsSpan(), start, k, ref visitor);
    }

    // Run by run of plain bases, so that no symbol needs to be looked at for being one.
    private static void RunRuns<T>(ReadOnlySpan<byte> codes, int first, int k, ref T visitor)
        where T : struct, IKmerVisitor, allows ref struct
    {
        for (int at = 0; at < codes.Length;)
        {
            int length = codes[at..].IndexOfAnyExceptInRange((byte)0, (byte)(Symbols.PlainBases - 1));
            if (length < 0)
                length = codes.Length - at;
            RunBases(codes.Slice(at, length), first + at, k, ref visitor);
            at += length + 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunBases<T>(ReadOnlySpan<byte> bases, int first, int k, ref T visitor)
        where T : struct, IKmerVisitor, allows ref struct
    {
        ulong* hashes = stackalloc ulong[Batch];
        int shift = 64 - 2 * k, filled = 0;
        ulong mask = ulong.MaxValue << shift, forward = 0, reverse = 0;
        for (int i = 0; i < bases.Length; i++)
        {
            ulong code = bases[i];
            forward = forward << 2 | code << shift;
            reverse = (reverse >> 2 | (3 - code) << 62) & mask;
            if (i < k - 1)
                continue;
            hashes[filled++] = Multiplicative.Hash(Kmer.Smaller(forward, reverse));
            if (filled == Batch || i == bases.Length - 1)
            {
                visitor.Visit(hashes, filled, first + i + 1 - filled, lanes: 1, lane: 0);
                filled = 0;
            }
        }
    }

    // Lane j has the bases from j * lane on. The first 32 only fill it: its k-mers end at the `lane` positions behind them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunLanes<T>(byte* packed, int lane, int k, ref T visitor)
        where T : struct, IKmerVisitor, allows ref struct
    {
        ulong* hashes = stackalloc ulong[Batch];
        int shift = 64 - 2 * k, down = 62 - shift, step = lane / 4;
        var mask = Vector512.Create(ulong.MaxValue << shift);
        var top = Vector512.Create(3UL << 62);
        var factor = Vector512.Create(Multiplicative.Factor);
        Vector512<ulong> forward = default, reverse = default;
        for (int at = 0; at < lane + Stride; at += Stride)
        {
            byte* here = packed + at / 4;
            var next = Vector512.Create(
                Load(here),
                Load(here + step),
                Load(here + 2 * step),
                Load(here + 3 * step),
                Load(here + 4 * step),
                Load(here + 5 * step),
                Load(here + 6 * step),
                Load(here + 7 * step));
            for (int i = 0; i < Stride; i++)
            {
                forward = forward << 2 | (next & top) >>> down;
                reverse = (reverse >>> 2 | Vector512.AndNot(top, next)) & mask;
                next <<= 2;
                var canonical = Vector512.Min(forward, reverse);
                ((canonical ^ canonical >>> 32) * factor).Store(hashes + i * Lanes);
            }

            if (at > 0)
                visitor.Visit(hashes, Batch, at, Lanes, lane);
        }
    }

    // 32 bases, the first one in the top bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load(byte* bases) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(bases));
}

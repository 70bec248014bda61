using System.Numerics;

namespace RagcSharp.Collection;

/// <summary>
/// The segments of many contigs, packed: a person's fifty thousand take six bytes each. Immutable, so safe for any number of threads.
/// </summary>
/// <remarks>
/// Neighbours are alike: groups count on, lengths are near the segment size. So a block of them keeps its smallest numbers, and of each
/// segment how much more its own are, in as few bits as the block needs. Each block also knows how many symbols are before it, by which
/// positions are found.
/// </remarks>
internal sealed class SegmentTable
{
    /// <summary>The most bytes that a segment takes, with its share of its block.</summary>
    public const int MostBytesASegment = 16;

    private const int BlockLength = 64;

    private readonly ulong[] _bits;
    private readonly Block[] _blocks;

    private SegmentTable(int count, ulong[] bits, Block[] blocks)
    {
        Count = count;
        _bits = bits;
        _blocks = blocks;
    }

    /// <summary>Number of segments.</summary>
    public int Count { get; }

    /// <summary>Bytes of memory held.</summary>
    public long Bytes => (long)_bits.Length * sizeof(ulong) + (long)_blocks.Length * Block.Size;

    public SegmentDescriptor this[int segment]
    {
        get
        {
            ref readonly var block = ref _blocks[segment / BlockLength];
            long at = block.Bit + (long)(segment % BlockLength) * block.BitsASegment;
            uint group = block.Group + Read(ref at, block.GroupBits);
            uint id = block.Id + Read(ref at, block.IdBits);
            uint length = block.Length + Read(ref at, block.LengthBits);
            return new SegmentDescriptor(group, id, length, Read(ref at, 1) != 0);
        }
    }

    public static SegmentTable Of(ReadOnlySpan<SegmentDescriptor> segments)
    {
        var builder = new Builder();
        foreach (var segment in segments)
            builder.Add(segment);
        return builder.Finish();
    }

    /// <summary>
    /// The first segment of a contig that reaches behind a position, and where it begins. Quicker than looking at each, for long contigs.
    /// </summary>
    /// <param name="first">The contig's first segment.</param>
    /// <param name="end">The one behind its last.</param>
    /// <param name="position">A position in the contig, before its end.</param>
    /// <param name="k">Symbols that neighbours share; none of the segments may be shorter.</param>
    public (int Segment, long Start) Find(int first, int end, long position, int k)
    {
        long before = SymbolsBefore(first);
        int low = first / BlockLength, high = (end - 1) / BlockLength;
        // The last block that begins behind a segment which does not reach the position.
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_blocks[middle].SymbolsBefore - before - (middle * (long)BlockLength - 1 - first) * k <= position)
                low = middle;
            else
                high = middle - 1;
        }

        int segment = Math.Max(first, low * BlockLength);
        long start = SymbolsBefore(segment) - before - (long)(segment - first) * k;
        for (uint length; start + (length = this[segment].Length) <= position && segment + 1 < end; segment++)
            start += length - k;
        return (segment, start);
    }

    private long SymbolsBefore(int segment)
    {
        int block = Math.Min(segment / BlockLength, _blocks.Length - 1);
        long symbols = _blocks[block].SymbolsBefore;
        for (int i = block * BlockLength; i < segment; i++)
            symbols += this[i].Length;
        return symbols;
    }

    private uint Read(ref long at, int count)
    {
        int word = (int)(at >> 6), shift = (int)(at & 63);
        ulong bits = _bits[word] >> shift;
        if (shift + count > 64)
            bits |= _bits[word + 1] << (64 - shift);
        at += count;
        return (uint)(bits & ((1UL << count) - 1));
    }

    /// <summary>The smallest numbers of up to 64 segments, how many bits more than they each takes, and where those are.</summary>
    private readonly record struct Block(
        long Bit, long SymbolsBefore, uint Group, uint Id, uint Length, byte GroupBits, byte IdBits, byte LengthBits)
    {
        public const int Size = 32;

        public int BitsASegment => GroupBits + IdBits + LengthBits + 1;
    }

    /// <summary>Packs segments as they come. Used by one thread.</summary>
    public sealed class Builder
    {
        private readonly SegmentDescriptor[] _open = new SegmentDescriptor[BlockLength];
        private readonly List<Block> _blocks = [];
        private ulong[] _bits = [];
        private long _bit;
        private long _symbols;
        private int _used;

        /// <summary>Number of segments so far.</summary>
        public int Count { get; private set; }

        public void Add(SegmentDescriptor segment)
        {
            if (_used == BlockLength)
                CloseBlock();
            _open[_used++] = segment;
            Count++;
        }

        public SegmentTable Finish()
        {
            if (_used > 0)
                CloseBlock();
            // Numbers are read with the word behind them.
            var bits = new ulong[(_bit + 63) / 64 + 1];
            _bits.AsSpan(0, Math.Min(bits.Length, _bits.Length)).CopyTo(bits);
            return new SegmentTable(Count, bits, [.. _blocks]);
        }

        private void CloseBlock()
        {
            var segments = _open.AsSpan(0, _used);
            var (group, groupBits) = Range(segments, segment => segment.Group);
            var (id, idBits) = Range(segments, segment => segment.IdInGroup);
            var (length, lengthBits) = Range(segments, segment => segment.Length);
            var block = new Block(_bit, _symbols, group, id, length, groupBits, idBits, lengthBits);
            _blocks.Add(block);
            Reserve(_bit + (long)BlockLength * block.BitsASegment);
            foreach (var segment in segments)
                Write(segment, block);
            _used = 0;
        }

        private void Write(SegmentDescriptor segment, in Block block)
        {
            Write(segment.Group - block.Group, block.GroupBits);
            Write(segment.IdInGroup - block.Id, block.IdBits);
            Write(segment.Length - block.Length, block.LengthBits);
            Write(segment.IsFlipped ? 1u : 0, 1);
            _symbols += segment.Length;
        }

        private void Write(ulong number, int count)
        {
            int word = (int)(_bit >> 6), shift = (int)(_bit & 63);
            _bits[word] |= number << shift;
            if (shift + count > 64)
                _bits[word + 1] |= number >> (64 - shift);
            _bit += count;
        }

        private void Reserve(long bits)
        {
            long words = bits / 64 + 2;
            if (words > _bits.Length)
                Array.Resize(ref _bits, (int)Math.Max(words, Math.Min(2L * _bits.Length, Array.MaxLength)));
        }

        // The smallest number, and the bits of the largest difference from it.
        private static (uint Least, byte Bits) Range(ReadOnlySpan<SegmentDescriptor> segments, Func<SegmentDescriptor, uint> number)
        {
            uint least = uint.MaxValue, most = 0;
            foreach (var segment in segments)
            {
                uint value = number(segment);
                least = Math.Min(least, value);
                most = Math.Max(most, value);
            }

            return (least, (byte)(32 - BitOperations.LeadingZeroCount(most - least)));
        }
    }
}

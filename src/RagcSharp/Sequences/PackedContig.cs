using RagcSharp.Memory;

namespace RagcSharp.Sequences;

/// <summary>
/// A contig of any length that waits in memory, packed block by block, so that one odd letter costs one block only. Filled by one
/// thread, then read by any number.
/// </summary>
internal sealed class PackedContig : IDisposable
{
    /// <summary>Symbols a block.</summary>
    public const int BlockLength = 1 << 16;

    private readonly List<PackedSymbols> _blocks = [];

    public PackedContig(NativeBuffer symbols)
    {
        Length = symbols.Length;
        for (long start = 0; start < Length; start += BlockLength)
        {
            var block = symbols.AsSpan(start, (int)Math.Min(BlockLength, Length - start));
            _blocks.Add(new PackedSymbols(block, MemoryAccount.Splitters));
        }
    }

    /// <summary>Number of symbols.</summary>
    public long Length { get; }

    /// <summary>Copies the symbols from <paramref name="start"/> on; <paramref name="scratch"/> takes what is unpacked.</summary>
    public void Read(long start, Span<byte> symbols, NativeBuffer scratch)
    {
        while (!symbols.IsEmpty)
        {
            var block = _blocks[(int)(start / BlockLength)];
            int at = (int)(start % BlockLength), count = Math.Min(block.Length - at, symbols.Length);
            scratch.Clear();
            int skip = block.UnpackTo(scratch, at, count);
            scratch.AsSpan(skip, count).CopyTo(symbols);
            symbols = symbols[count..];
            start += count;
        }
    }

    /// <summary>A block as it is packed, four symbols a byte, the first on top, if they all are plain bases.</summary>
    public bool TryGetBases(int block, out ReadOnlySpan<byte> bases)
    {
        bases = _blocks[block].Tuples;
        return Tuples.SymbolsAByte(bases) == 4;
    }

    /// <summary>All symbols, in a buffer of their own.</summary>
    public NativeBuffer Unpack()
    {
        var symbols = new NativeBuffer(Length, MemoryAccount.Queue);
        foreach (var block in _blocks)
            block.UnpackTo(symbols);
        return symbols;
    }

    public void Dispose()
    {
        foreach (var block in _blocks)
            block.Dispose();
        _blocks.Clear();
    }
}

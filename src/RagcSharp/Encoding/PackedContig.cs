using RagcSharp.Memory;

namespace RagcSharp.Encoding;

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

    /// <summary>Copies the symbols from <paramref name="start"/> on; <paramref name="scratch"/> takes a block.</summary>
    public void Read(long start, Span<byte> symbols, NativeBuffer scratch)
    {
        while (!symbols.IsEmpty)
        {
            scratch.Clear();
            _blocks[(int)(start / BlockLength)].UnpackTo(scratch);
            var from = scratch.AsSpan()[(int)(start % BlockLength)..];
            int count = Math.Min(from.Length, symbols.Length);
            from[..count].CopyTo(symbols);
            symbols = symbols[count..];
            start += count;
        }
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

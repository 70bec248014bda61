using RagcSharp.Memory;
using RagcSharp.Sequences;
using RagcSharp.Zstd;

namespace RagcSharp.Packs;

/// <summary>
/// The reference of a group while segments are decoded against it: as symbols, or, when there are very many, as what its part decodes
/// to, in blocks. Immutable, so safe to share.
/// </summary>
/// <remarks>
/// A part of a few kilobytes can hold two thousand million symbols, and rightly so: a gap of fifty million N is nothing special. Of
/// a large reference therefore only what is not one and the same symbol takes memory, and no more of that than a real sequence needs.
/// </remarks>
internal sealed class Reference : IMeasured
{
    /// <summary>Memory for a large reference: what every one may take, and more for each byte of its part.</summary>
    /// <remarks>Sequences are compressed to a fourth, those of the worst repeats to a hundredth of their tuples.</remarks>
    private const long LeastForBlocks = 16L << 20, BytesAByteOfPart = 128;

    // One of the two.
    private readonly NativeBuffer? _symbols;
    private readonly BlockedBytes? _blocks;

    // How the blocks are to be read: symbols a byte, and how many are in the last but one byte; 0: symbols as they are.
    private readonly int _perByte;
    private readonly int _rest;

    /// <summary>Takes over symbols.</summary>
    public Reference(NativeBuffer symbols)
    {
        _symbols = symbols;
        Length = symbols.Length;
    }

    /// <summary>Decodes a large reference.</summary>
    /// <param name="payload">The part, which is compressed.</param>
    /// <param name="length">Number of symbols, as the part's metadata tells.</param>
    /// <exception cref="InvalidDataException">The part is not intact, or takes more memory than a sequence can.</exception>
    public Reference(NativeBuffer payload, ulong length)
    {
        if (length > ZstdFrame.MostContent)
            throw new InvalidDataException($"{length} symbols; at most {ZstdFrame.MostContent} are possible");
        bool isTuples = PartCodec.IsTuples(payload.AsSpan());
        _blocks = new BlockedBytes(LeastForBlocks + BytesAByteOfPart * payload.Length);
        try
        {
            using var frame = new ZstdStream(payload, (int)payload.Length - 1);
            _blocks.Fill(frame.Read, (long)length + 1);
            Length = isTuples ? LengthOfTuples(_blocks, out _perByte, out _rest) : _blocks.Length;
            if ((ulong)Length != length)
                throw new InvalidDataException($"{Length} symbols, {length} expected");
        }
        catch
        {
            _blocks.Dispose();
            throw;
        }
    }

    /// <summary>Number of symbols.</summary>
    public long Length { get; }

    /// <summary>Bytes of memory held.</summary>
    public long Bytes => _symbols?.Capacity ?? _blocks!.Bytes;

    /// <summary>All symbols, where they are kept so.</summary>
    public bool TryGetSymbols(out ReadOnlySpan<byte> symbols)
    {
        symbols = _symbols is null ? [] : _symbols.AsSpan();
        return _symbols is not null;
    }

    /// <summary>Copies the symbols from <paramref name="start"/> on.</summary>
    public void CopyTo(long start, Span<byte> target)
    {
        if (_symbols is not null)
            _symbols.AsSpan(start, target.Length).CopyTo(target);
        else if (_perByte <= 1)
            _blocks!.CopyTo(start, target);
        else
            UnpackTo(start, target);
    }

    public void Dispose()
    {
        _symbols?.Dispose();
        _blocks?.Dispose();
    }

    private static long LengthOfTuples(BlockedBytes blocks, out int perByte, out int rest)
    {
        Span<byte> descriptor = stackalloc byte[1];
        if (blocks.Length > 0)
            blocks.CopyTo(blocks.Length - 1, descriptor);
        return Tuples.UnpackedLength(blocks.Length, descriptor[0], out perByte, out rest);
    }

    private void UnpackTo(long start, Span<byte> target)
    {
        const int TuplesAtOnce = 1 << 10;
        Span<byte> packed = stackalloc byte[TuplesAtOnce], symbols = stackalloc byte[4 * TuplesAtOnce];
        long last = Length / _perByte;
        while (!target.IsEmpty)
        {
            long first = start / _perByte;
            int tuples = (int)Math.Min(TuplesAtOnce, Math.Min(last + 1 - first, target.Length / _perByte + 2L));
            _blocks!.CopyTo(first, packed[..tuples]);
            bool endsWithRest = first + tuples > last;
            int decoded = Tuples.Decode(packed[..tuples], _perByte, endsWithRest ? _rest : _perByte, symbols);
            var wanted = symbols[..decoded][(int)(start % _perByte)..];
            wanted = wanted[..Math.Min(wanted.Length, target.Length)];
            wanted.CopyTo(target);
            target = target[wanted.Length..];
            start += wanted.Length;
        }
    }
}

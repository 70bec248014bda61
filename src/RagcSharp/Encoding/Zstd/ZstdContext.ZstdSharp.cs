using RagcSharp.Memory;

using ZstdSharp;

namespace RagcSharp.Encoding.Zstd;

/// <summary>
/// One zstd context, by the managed ZstdSharp.Port. Compresses and decompresses whole frames; used by one thread at a time. Its
/// memory grows to what the largest input so far asked for and goes with <see cref="Dispose"/>.
/// </summary>
internal sealed class ZstdContext : IDisposable
{
    private Compressor? _compressor;
    private Decompressor? _decompressor;
    private long _booked;

    /// <summary>The version of zstd in use: the one that ZstdSharp.Port 0.8.6 implements.</summary>
    public static string Version => "1.5.7";

    /// <summary>
    /// The size that compressing <paramref name="length"/> bytes can need at most; near 2 GiB, where no span could be that large, what a
    /// span can hold. (Symbols and deltas take less than half of their length.)
    /// </summary>
    public static int CompressBound(int length) => (int)Math.Min((uint)Compressor.GetCompressBound(length), ZstdFrame.MostContent);

    /// <summary>Compresses into one frame and returns its length; <paramref name="target"/> holds at least the bound.</summary>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> target, int level)
    {
        _compressor ??= new Compressor(level);
        if (_compressor.Level != level)
            _compressor.Level = level;
        return _compressor.Wrap(source, target);
    }

    /// <summary>Decodes exactly one frame and returns the number of bytes written.</summary>
    /// <exception cref="InvalidDataException">The bytes are no intact frame, or do not fit into the target.</exception>
    public int Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        _decompressor ??= new Decompressor();
        try
        {
            return _decompressor.Unwrap(source, target);
        }
        catch (ZstdException e)
        {
            throw new InvalidDataException("zstd: " + e.Message, e);
        }
    }

    /// <summary>Books memory that the next content will make it take; what it takes really is not to be learnt here.</summary>
    public void Expect(long bytes) => Book(Math.Max(bytes, _booked));

    public void Dispose()
    {
        Book(0);
        _compressor?.Dispose();
        _decompressor?.Dispose();
        _compressor = null;
        _decompressor = null;
    }

    private void Book(long bytes)
    {
        MemoryAccount.Contexts.Add(bytes - _booked);
        _booked = bytes;
    }
}

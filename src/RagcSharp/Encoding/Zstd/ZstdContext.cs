using RagcSharp.Memory;

using ZstdSharp.Unsafe;

namespace RagcSharp.Encoding.Zstd;

/// <summary>
/// One zstd context. Compresses and decompresses whole frames; used by one thread at a time. Its memory grows to what the largest
/// input so far asked for and goes with <see cref="Dispose"/>.
/// </summary>
internal sealed unsafe class ZstdContext : IDisposable
{
    private ZSTD_CCtx_s* _compressor;
    private ZSTD_DCtx_s* _decompressor;
    private long _booked;

    ~ZstdContext() => Release();

    /// <summary>
    /// The size that compressing <paramref name="length"/> bytes can need at most; near 2 GiB, where no span could be that large, what a
    /// span can hold. (Symbols and deltas take less than half of their length.)
    /// </summary>
    public static int CompressBound(int length) => (int)Math.Min(Methods.ZSTD_compressBound((nuint)length), ZstdFrame.MostContent);

    /// <summary>Compresses into one frame and returns its length; <paramref name="target"/> holds at least the bound.</summary>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> target, int level)
    {
        if (_compressor == null)
            _compressor = Methods.ZSTD_createCCtx();
        fixed (byte* from = source, to = target)
        {
            nuint result = Methods.ZSTD_compressCCtx(_compressor, to, (nuint)target.Length, from, (nuint)source.Length, level);
            Book(Size);
            // Or the finalizer might free the context of somebody who keeps none.
            GC.KeepAlive(this);
            return (int)ZstdResult.Check(result);
        }
    }

    /// <summary>Decodes exactly one frame and returns the number of bytes written.</summary>
    /// <exception cref="InvalidDataException">The bytes are no intact frame, or do not fit into the target.</exception>
    public int Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (_decompressor == null)
            _decompressor = Methods.ZSTD_createDCtx();
        Book(Math.Max(_booked, Size));
        fixed (byte* from = source, to = target)
        {
            nuint result = Methods.ZSTD_decompressDCtx(_decompressor, to, (nuint)target.Length, from, (nuint)source.Length);
            GC.KeepAlive(this);
            return (int)ZstdResult.Check(result);
        }
    }

    /// <summary>Books memory that the next content will make it take, for as long as more exact numbers are not known.</summary>
    public void Expect(long bytes) => Book(Math.Max(bytes, _booked));

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (_compressor != null)
            _ = Methods.ZSTD_freeCCtx(_compressor);
        if (_decompressor != null)
            _ = Methods.ZSTD_freeDCtx(_decompressor);
        _compressor = null;
        _decompressor = null;
        Book(Size);
    }

    // Contexts grow with what they are asked to do; these calls only add up numbers.
    private long Size => (long)(Methods.ZSTD_sizeof_CCtx(_compressor) + Methods.ZSTD_sizeof_DCtx(_decompressor));

    private void Book(long bytes)
    {
        MemoryAccount.Contexts.Add(bytes - _booked);
        _booked = bytes;
    }
}

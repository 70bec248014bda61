using RagcSharp.Memory;
using RagcSharp.Zstd.Parsing;

using ZstdSharp.Unsafe;

namespace RagcSharp.Zstd;

/// <summary>
/// One zstd context. Compresses and decompresses whole frames; used by one thread at a time. Its memory grows to what the largest
/// input so far asked for and goes with <see cref="Dispose"/>.
/// </summary>
/// <param name="effort">How hard packs are compressed; null for the usual effort.</param>
internal sealed unsafe class ZstdContext(Effort? effort = null) : IDisposable
{
    private const int UsualLevel = 3, BestLevel = 19;

    // Content so small is given to the library as well: it costs next to nothing.
    private const int TinyContent = 16 * 1024;

    // Packs of viruses: small, and full of repeats, of which the best level makes a hundredth less.
    private const int SmallContent = 32 * 1024, MuchRepeated = 6;

    // Of DNA each byte takes two bits, of deltas less. What takes more is nothing that the parse is made for.
    private const int LittleGain = 2;

    private ZSTD_CCtx_s* _compressor;
    private ZSTD_DCtx_s* _decompressor;
    private FrameParser? _parser;
    private long _booked;
    private int _frames;

    ~ZstdContext() => Release();

    /// <summary>
    /// The size that compressing <paramref name="length"/> bytes can need at most; near 2 GiB, where no span could be that large, what a
    /// span can hold. (Symbols and deltas take less than half of their length.)
    /// </summary>
    public static int CompressBound(int length) => (int)Math.Min(Methods.ZSTD_compressBound((nuint)length), ZstdFrame.MostContent);

    /// <summary>Bytes that a context takes for content of a length, at most.</summary>
    public static long BytesFor(long contentLength, Effort effort)
    {
        long library = LibraryBytesFor(contentLength, effort.TriesLibrary ? BestLevel : UsualLevel);
        return effort.Text is null ? library : library + FrameParser.BytesFor(contentLength, effort.Text);
    }

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

    /// <summary>How hard packs are compressed.</summary>
    public Effort Effort { get; } = effort ?? Effort.Usual;

    /// <summary>
    /// Compresses into one frame by a parse of our own, or the library's where that might be smaller and is, and returns the frame's length;
    /// <paramref name="target"/> holds at least the bound.
    /// </summary>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> target, ParseSettings? settings)
    {
        if (settings is null)
            return Compress(source, target, UsualLevel);
        _parser ??= new FrameParser();
        int length = _parser.Compress(source, target, settings);
        if (_frames++ % FrameCheck.Interval == 0)
            FrameCheck.Compare(target[..length], source);
        if (settings.TriesLibrary || (source.Length <= SmallContent && length * MuchRepeated < source.Length))
            length = CompressSmaller(source, target, length, BestLevel);
        if (source.Length <= TinyContent || (long)length * LittleGain > source.Length)
            length = CompressSmaller(source, target, length, UsualLevel);
        return length;
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

    /// <summary>Gives back memory that only large content takes.</summary>
    public void Trim() => _parser?.Trim();

    public void Dispose()
    {
        _parser?.Dispose();
        _parser = null;
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

    // By the library, for which a block more is room enough: as soon as it needs more than that, it is not smaller.
    private int CompressSmaller(ReadOnlySpan<byte> source, Span<byte> target, int length, int level)
    {
        int room = (int)Math.Min(CompressBound(source.Length), (long)length + CompressBound(BlockSplitter.Window));
        using var frame = new NativeBuffer(room, MemoryAccount.Contexts);
        if (_compressor == null)
            _compressor = Methods.ZSTD_createCCtx();
        fixed (byte* from = source)
        {
            nuint result = Methods.ZSTD_compressCCtx(_compressor, frame.Start, (nuint)room, from, (nuint)source.Length, level);
            Book(Size);
            GC.KeepAlive(this);
            if (Methods.ZSTD_getErrorCode(result) == ZSTD_ErrorCode.ZSTD_error_dstSize_tooSmall || ZstdResult.Check(result) >= (nuint)length)
                return length;
            frame.SetLength((long)result);
            frame.AsSpan().CopyTo(target);
            return (int)result;
        }
    }

    private static long LibraryBytesFor(long contentLength, int level) =>
        (long)Methods.ZSTD_estimateCCtxSize_usingCParams(Methods.ZSTD_getCParams(level, (ulong)Math.Max(1, contentLength), 0));

    // Contexts grow with what they are asked to do; these calls only add up numbers.
    private long Size => (long)(Methods.ZSTD_sizeof_CCtx(_compressor) + Methods.ZSTD_sizeof_DCtx(_decompressor));

    private void Book(long bytes)
    {
        MemoryAccount.Contexts.Add(bytes - _booked);
        _booked = bytes;
    }
}

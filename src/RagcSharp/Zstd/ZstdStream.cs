using RagcSharp.Memory;

using ZstdSharp.Unsafe;

namespace RagcSharp.Zstd;

/// <summary>
/// Decodes one zstd frame piece by piece, in memory that does not grow with its content: for frames whose content may be large. Used by
/// one thread at a time.
/// </summary>
internal sealed unsafe class ZstdStream : IDisposable
{
    /// <summary>No level below 20 looks back farther than 8 MiB; twice that is let pass.</summary>
    private const int LargestWindowLog = 24;

    // Kept, so that nobody frees it meanwhile; null where the caller sees to that.
    private readonly NativeBuffer? _owner;
    private readonly byte* _frame;
    private readonly int _length;
    private ZSTD_DCtx_s* _decompressor;
    private nuint _position;
    private bool _isAtEnd;

    /// <summary>Begins with the first byte of the frame, which stays the caller's.</summary>
    /// <param name="frame">What holds the frame; must not change meanwhile.</param>
    /// <param name="length">Bytes of the frame.</param>
    public ZstdStream(NativeBuffer frame, int length)
        : this(frame.Start, length) => _owner = frame;

    /// <summary>Begins with the first byte of a frame, which stays where and what it is meanwhile.</summary>
    /// <param name="frame">The first byte.</param>
    /// <param name="length">Bytes of the frame.</param>
    public ZstdStream(byte* frame, int length)
    {
        _frame = frame;
        _length = length;
        _decompressor = Methods.ZSTD_createDCtx();
        _ = ZstdResult.Check(Methods.ZSTD_DCtx_setParameter(_decompressor, ZSTD_dParameter.ZSTD_d_windowLogMax, LargestWindowLog));
    }

    ~ZstdStream() => Release();

    /// <summary>Decodes as much as there is room for; 0 bytes at the end.</summary>
    /// <exception cref="InvalidDataException">The frame is not intact, or something follows it.</exception>
    public int Read(Span<byte> target)
    {
        fixed (byte* to = target)
        {
            var output = new ZSTD_outBuffer_s { dst = to, size = (nuint)target.Length };
            var input = new ZSTD_inBuffer_s { src = _frame, size = (nuint)_length, pos = _position };
            while (output.pos < output.size && !_isAtEnd)
            {
                nuint before = output.pos + input.pos;
                _isAtEnd = ZstdResult.Check(Methods.ZSTD_decompressStream(_decompressor, &output, &input)) == 0;
                if (!_isAtEnd && output.pos + input.pos == before)
                    throw new InvalidDataException("zstd: the frame is cut off");
            }

            GC.KeepAlive(_owner);
            _position = input.pos;
            if (_isAtEnd && _position < (nuint)_length)
                throw new InvalidDataException($"zstd: {(nuint)_length - _position} bytes behind the frame");
            return (int)output.pos;
        }
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (_decompressor != null)
            _ = Methods.ZSTD_freeDCtx(_decompressor);
        _decompressor = null;
    }
}

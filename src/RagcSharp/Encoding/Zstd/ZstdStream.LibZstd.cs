using RagcSharp.Memory;

namespace RagcSharp.Encoding.Zstd;

/// <summary>
/// Decodes one zstd frame piece by piece, in memory that does not grow with its content: for frames whose content may be large. Used by
/// one thread at a time.
/// </summary>
internal sealed unsafe class ZstdStream : IDisposable
{
    private const int WindowLogMax = 100;

    /// <summary>No level below 20 looks back farther than 8 MiB; twice that is let pass.</summary>
    private const int LargestWindowLog = 24;

    private readonly NativeBuffer _frame;
    private readonly int _length;
    private nint _decompressor;
    private nuint _position;
    private bool _isAtEnd;

    /// <summary>Begins with the first byte of the frame, which stays the caller's.</summary>
    /// <param name="frame">What holds the frame; must not change meanwhile.</param>
    /// <param name="length">Bytes of the frame.</param>
    public ZstdStream(NativeBuffer frame, int length)
    {
        _frame = frame;
        _length = length;
        _decompressor = ZstdLibrary.NewDecompressor();
        _ = ZstdLibrary.Check(ZstdLibrary.ZSTD_DCtx_setParameter(_decompressor, WindowLogMax, LargestWindowLog));
    }

    ~ZstdStream() => Release();

    /// <summary>Decodes as much as there is room for; 0 bytes at the end.</summary>
    /// <exception cref="InvalidDataException">The frame is not intact, or something follows it.</exception>
    public int Read(Span<byte> target)
    {
        fixed (byte* to = target)
        {
            var output = new ZstdLibrary.Buffer(to, (nuint)target.Length, 0);
            var input = new ZstdLibrary.Buffer(_frame.Start, (nuint)_length, _position);
            while (output.Position < output.Size && !_isAtEnd)
            {
                nuint before = output.Position + input.Position;
                _isAtEnd = ZstdLibrary.Check(ZstdLibrary.ZSTD_decompressStream(_decompressor, &output, &input)) == 0;
                if (!_isAtEnd && output.Position + input.Position == before)
                    throw new InvalidDataException("zstd: the frame is cut off");
            }

            _position = input.Position;
            if (_isAtEnd && _position < (nuint)_length)
                throw new InvalidDataException($"zstd: {(nuint)_length - _position} bytes behind the frame");
            return (int)output.Position;
        }
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (_decompressor != 0)
            _ = ZstdLibrary.ZSTD_freeDCtx(_decompressor);
        _decompressor = 0;
    }
}

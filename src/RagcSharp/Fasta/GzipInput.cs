using System.IO.Compression;
using System.Security.Cryptography;

namespace RagcSharp.Fasta;

/// <summary>
/// Decompresses gzip, of several members too, and notices what GZipStream accepts in silence: a file that is cut off, and
/// bytes behind its last member. Zeros behind it are padding, and fine.
/// </summary>
/// <remarks>
/// A small member of random bytes is put behind the file. If the output does not end in those bytes, the last member did not
/// end where the file did.
/// </remarks>
internal sealed class GzipInput : InputStream
{
    private const int SealLength = 16;

    private readonly string _name;
    private readonly byte[] _seal = RandomNumberGenerator.GetBytes(SealLength);
    private readonly SealedFile _file;
    private readonly GZipStream _output;

    // The last bytes of the output so far, kept back because they may be the seal.
    private readonly byte[] _kept = new byte[SealLength];
    private int _keptLength;
    private Memory<byte> _spare;
    private bool _isAtEnd;

    public GzipInput(Stream file, string name)
    {
        _name = name;
        _file = new SealedFile(file, Compress(_seal));
        _output = new GZipStream(_file, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_isAtEnd || buffer.IsEmpty)
            return 0;
        if (buffer.Length <= SealLength)
            return ReadThrough(buffer);
        while (true)
        {
            // The bytes kept back go first; the last ones of what there is then are kept back in turn.
            _kept.AsSpan(0, _keptLength).CopyTo(buffer);
            int read = Decompress(buffer[_keptLength..]);
            if (read == 0)
            {
                _isAtEnd = true;
                return CheckEnd();
            }

            int there = _keptLength + read;
            _keptLength = Math.Min(there, SealLength);
            buffer.Slice(there - _keptLength, _keptLength).CopyTo(_kept);
            if (there > _keptLength)
                return there - _keptLength;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _output.Dispose();
            _file.Dispose();
        }

        base.Dispose(disposing);
    }

    // A buffer that could not hold more than what is kept back.
    private int ReadThrough(Span<byte> buffer)
    {
        if (_spare.IsEmpty)
        {
            var wide = new byte[2 * SealLength];
            _spare = wide.AsMemory(0, Read(wide));
        }

        int count = Math.Min(buffer.Length, _spare.Length);
        _spare.Span[..count].CopyTo(buffer);
        _spare = _spare[count..];
        return count;
    }

    private int Decompress(Span<byte> buffer)
    {
        try
        {
            return _output.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException(
                _file.IsSealReached ? $"{_name}: gzip data is cut off" : $"{_name}: gzip data is corrupt: {e.Message}", e);
        }
    }

    // Returns how many of the bytes kept back are output after all: those of a file with padding, whose seal was never reached.
    private int CheckEnd()
    {
        if (_keptLength == SealLength && _kept.AsSpan().SequenceEqual(_seal))
            return 0;
        if (_file.IsInPadding)
            return _keptLength;
        throw new InvalidDataException($"{_name}: gzip data is cut off, or followed by something else");
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.NoCompression))
            gzip.Write(bytes);
        return member.ToArray();
    }

    /// <summary>
    /// The file, then the seal. Zeros at the very end of the file are handed out one by one, so that the decompressor, which
    /// stops asking once it finds a zero behind a member, leaves the seal alone then.
    /// </summary>
    private sealed class SealedFile(Stream file, byte[] seal) : InputStream
    {
        // Bytes of the file that end in no zero, the zeros before them, and those behind them.
        private readonly byte[] _chunk = new byte[1 << 16];
        private int _start;
        private int _end;
        private long _zerosBefore;
        private long _zerosBehind;
        private bool _isAtEnd;
        private int _sealed;

        /// <summary>Whether all of the file was asked for, and more.</summary>
        public bool IsSealReached => _sealed > 0;

        /// <summary>Whether the decompressor stopped within the zeros at the end of the file.</summary>
        public bool IsInPadding { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (buffer.IsEmpty)
                return 0;
            while (_start == _end && !_isAtEnd)
                Fill();
            if (_start < _end)
            {
                return _zerosBefore > 0
                    ? TakeZeros(buffer, ref _zerosBefore)
                    : Take(_chunk.AsSpan(_start, _end - _start), buffer, ref _start);
            }

            IsInPadding = _zerosBehind > 0;
            return IsInPadding ? TakeZeros(buffer[..1], ref _zerosBehind) : Take(seal.AsSpan(_sealed), buffer, ref _sealed);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                file.Dispose();
            base.Dispose(disposing);
        }

        private void Fill()
        {
            int read = file.Read(_chunk);
            _isAtEnd = read == 0;
            int end = _chunk.AsSpan(0, read).LastIndexOfAnyExcept((byte)0) + 1;
            if (end > 0)
            {
                _zerosBefore = _zerosBehind;
                _zerosBehind = 0;
                _start = 0;
                _end = end;
            }

            _zerosBehind += read - end;
        }

        private static int TakeZeros(Span<byte> to, ref long zeros)
        {
            int count = (int)Math.Min(zeros, to.Length);
            to[..count].Clear();
            zeros -= count;
            return count;
        }

        private static int Take(ReadOnlySpan<byte> from, Span<byte> to, ref int position)
        {
            int count = Math.Min(from.Length, to.Length);
            from[..count].CopyTo(to);
            position += count;
            return count;
        }
    }
}

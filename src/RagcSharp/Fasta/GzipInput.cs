using System.IO.Compression;
using System.Security.Cryptography;

using RagcSharp.Fasta.Bgzf;

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
    private readonly Action? _endMissing;

    // The output since the end of the file was in sight, once it was checked.
    private MemoryStream? _rest;

    /// <param name="file">The file; disposed with this.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="endMissing">
    /// Called when all is read and the file does not end in the block that ends BGZF; null for gzip of which that is not expected.
    /// </param>
    public GzipInput(Stream file, string name, Action? endMissing = null)
    {
        _name = name;
        _endMissing = endMissing;
        _file = new SealedFile(file, Compress(_seal));
        _output = new GZipStream(_file, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_rest is null)
        {
            int read = Decompress(buffer);
            if (read > 0 && !_file.IsEndInSight)
                return read;
            _rest = ReadRest(buffer[..read]);
        }

        return _rest.Read(buffer);
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

    private int Decompress(Span<byte> buffer)
    {
        try
        {
            return _output.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException(
                _file.IsSealReached ? $"{_name}: gzip data is cut off" : $"{_name}: gzip data is corrupt", e);
        }
    }

    // Nothing that was decompressed after the last bytes of the file were handed out can be trusted before its end is seen.
    private MemoryStream ReadRest(ReadOnlySpan<byte> begun)
    {
        var rest = new MemoryStream();
        rest.Write(begun);
        var chunk = new byte[1 << 13];
        for (int read; (read = Decompress(chunk)) > 0;)
            rest.Write(chunk, 0, read);
        if (!_file.IsInPadding)
        {
            var whole = rest.GetBuffer().AsSpan(0, (int)rest.Length);
            if (!whole.EndsWith(_seal))
            {
                throw new InvalidDataException(
                    _file.IsMoreWanted ? $"{_name}: gzip data is cut off" : $"{_name}: gzip data is followed by something else");
            }

            rest.SetLength(rest.Length - SealLength);
        }

        if (!_file.EndsAsBgzf)
            _endMissing?.Invoke();
        rest.Position = 0;
        return rest;
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

        // Zeros at the end of what was read so far, whether handed out or not.
        private long _zeros;
        private bool _isAtEnd;
        private int _sealed;

        // The last bytes before the zeros at the end, as many as tell the end of BGZF.
        private readonly byte[] _last = new byte[BgzfBlock.EndWithoutZeros.Length];

        /// <summary>Whether all of the file was asked for, and more.</summary>
        public bool IsSealReached => _sealed > 0;

        /// <summary>Whether more was asked for than the file and the seal: behind a member that has ended nothing is.</summary>
        public bool IsMoreWanted { get; private set; }

        /// <summary>Whether nothing is left of the file, but zeros.</summary>
        public bool IsEndInSight => _sealed > 0 || IsInPadding;

        /// <summary>Whether the decompressor stopped within the zeros at the end of the file.</summary>
        public bool IsInPadding { get; private set; }

        /// <summary>Whether the file, once it is read, ends in the block that ends BGZF. Zeros behind it are padding.</summary>
        public bool EndsAsBgzf => _zeros >= BgzfBlock.ZerosAtEnd && BgzfBlock.EndWithoutZeros.SequenceEqual(_last);

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
            if (IsInPadding)
                return TakeZeros(buffer[..1], ref _zerosBehind);
            IsMoreWanted = _sealed == seal.Length;
            return Take(seal.AsSpan(_sealed), buffer, ref _sealed);
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
                Remember(_chunk.AsSpan(0, end));
                _zeros = 0;
            }

            _zerosBehind += read - end;
            _zeros += read - end;
        }

        // Takes in the zeros before some bytes, and the bytes.
        private void Remember(ReadOnlySpan<byte> bytes)
        {
            Span<byte> zeros = stackalloc byte[(int)Math.Min(_zeros, _last.Length)];
            zeros.Clear();
            Shift(zeros);
            Shift(bytes[Math.Max(0, bytes.Length - _last.Length)..]);
        }

        private void Shift(ReadOnlySpan<byte> bytes)
        {
            _last.AsSpan(bytes.Length).CopyTo(_last);
            bytes.CopyTo(_last.AsSpan(_last.Length - bytes.Length));
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

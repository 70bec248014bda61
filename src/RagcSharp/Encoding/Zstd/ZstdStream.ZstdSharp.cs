using RagcSharp.Memory;

namespace RagcSharp.Encoding.Zstd;

/// <summary>
/// Decodes one zstd frame piece by piece. ZstdSharp.Port is relied upon for whole frames only, so here the content is in memory as a
/// whole, once it is asked for. Used by one thread at a time.
/// </summary>
/// <param name="frame">What holds the frame; must not change meanwhile.</param>
/// <param name="length">Bytes of the frame.</param>
internal sealed class ZstdStream(NativeBuffer frame, int length) : IDisposable
{
    private readonly NativeBuffer _content = new();
    private bool _isDecoded;
    private int _position;

    /// <summary>Decodes as much as there is room for; 0 bytes at the end.</summary>
    /// <exception cref="InvalidDataException">The frame is not intact, or something follows it.</exception>
    public int Read(Span<byte> target)
    {
        if (!_isDecoded)
            Decode();
        int count = (int)Math.Min(target.Length, _content.Length - _position);
        _content.AsSpan(_position, count).CopyTo(target);
        _position += count;
        return count;
    }

    public void Dispose() => _content.Dispose();

    private void Decode()
    {
        var bytes = frame.AsSpan(0, length);
        using var zstd = new ZstdContext();
        _ = ZstdFrame.DecodeAtMost(bytes, Math.Min(ZstdSharp.Decompressor.GetDecompressedSize(bytes), int.MaxValue), zstd, _content);
        _isDecoded = true;
    }
}

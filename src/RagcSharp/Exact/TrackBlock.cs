using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Zstd;

namespace RagcSharp.Exact;

/// <summary>
/// Items of a track that are compressed together. Collected by the reader thread; packed by anybody, once; <see cref="StoredBlock"/> reads
/// what it writes.
/// </summary>
/// <param name="track">The track.</param>
/// <param name="start">The place in the sample that the first item counts from: a symbol, a line or a record.</param>
internal sealed class TrackBlock(Track track, long start) : IDisposable
{
    private const int MostItems = 1 << 16;
    private const long MostText = 1 << 16;

    private readonly NativeBuffer _first = new();
    private readonly NativeBuffer _second = new();
    private readonly NativeBuffer _text = new();
    private NativeBuffer? _packed;
    private int _count;

    public bool IsFull => _count >= MostItems || _text.Length >= MostText;

    /// <summary>Bytes before packing.</summary>
    public long Length => _first.Length + _second.Length + _text.Length;

    public void Add(uint first, uint second, ReadOnlySpan<byte> text)
    {
        PrefixVarint.Write(first, _first);
        PrefixVarint.Write(second, _second);
        _text.Append(text);
        _count++;
    }

    /// <summary>Compresses the items, and frees them.</summary>
    public void Pack(ZstdContext zstd)
    {
        using var packed = new NativeBuffer();
        packed.Append((byte)track);
        packed.Advance(Varint.Write((ulong)start, packed.Room(Varint.MostBytes)));
        PrefixVarint.Write((uint)_count, packed);
        Planes.WriteNumbers(_first.AsSpan(), zstd, packed);
        Planes.WriteNumbers(_second.AsSpan(), zstd, packed);
        Planes.Write(_text.AsSpan(), zstd, packed);
        _packed = NativeBuffer.CopyOf(packed.AsSpan());
        Free();
    }

    /// <summary>Moves the packed items, which are packed now if they were not, to the end of <paramref name="payload"/>.</summary>
    public void MoveTo(NativeBuffer payload, ZstdContext zstd)
    {
        if (_packed is null)
            Pack(zstd);
        payload.Append(_packed!.AsSpan());
        _packed.Dispose();
    }

    public void Dispose()
    {
        Free();
        _packed?.Dispose();
    }

    private void Free()
    {
        _first.Dispose();
        _second.Dispose();
        _text.Dispose();
    }
}

using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Zstd;

namespace RagcSharp.Dense;

/// <summary>
/// The pack of a group to which deltas are added: their text, of which all but the last piece waits compressed. Changed by one thread while
/// nobody else uses it.
/// </summary>
internal sealed class OpenPack : IDisposable
{
    /// <summary>Bytes of a piece that is compressed.</summary>
    private const int PieceLength = 1 << 16;

    private readonly NativeBuffer _last = new(account: MemoryAccount.Deltas);
    private List<PackItem> _pieces = [];
    private long _packed;

    /// <summary>Deltas.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of their text, with the mark behind each of them.</summary>
    public long Length => _packed + _last.Length;

    /// <summary>Takes up the deltas of a pack.</summary>
    public void Restore(Pack pack, ZstdContext zstd)
    {
        for (int delta = 0; delta < pack.Count; delta++)
        {
            _last.Append(pack[delta]);
            EndDelta(zstd);
        }
    }

    /// <summary>The end of the text, where the next delta is to be appended.</summary>
    public NativeBuffer Text => _last;

    /// <summary>Ends the delta that was appended to <see cref="Text"/>.</summary>
    public void EndDelta(ZstdContext zstd)
    {
        _last.Append(PackContent.ItemEnd);
        Count++;
        Pack(zstd);
    }

    /// <summary>What becomes the pack's part; begins another pack.</summary>
    public PartContent Take(int stream, ZstdContext zstd)
    {
        _pieces.Add(PackItem.Of(_last.AsSpan(), zstd));
        var content = new PackContent(stream, _pieces, arePieces: true);
        _pieces = [];
        _last.Clear(keep: 0);
        _packed = 0;
        Count = 0;
        return content;
    }

    public void Dispose()
    {
        foreach (var piece in _pieces)
            piece.Dispose();
        _pieces.Clear();
        _last.Dispose();
    }

    private void Pack(ZstdContext zstd)
    {
        if (_last.Length < PieceLength)
            return;
        _packed += _last.Length;
        _pieces.Add(PackItem.Of(_last.AsSpan(), zstd));
        _last.Clear(keep: 0);
    }
}

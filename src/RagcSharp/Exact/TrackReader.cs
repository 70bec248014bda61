using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Zstd;

namespace RagcSharp.Exact;

/// <summary>
/// Reads the items of a track one by one, from its beginning or from a place on; holds one block at a time. Not thread-safe.
/// </summary>
/// <param name="part">The part with all blocks; not owned.</param>
/// <param name="blocks">Those of the track, in order.</param>
/// <param name="zstd">Decompresses; not owned.</param>
internal sealed class TrackReader(NativeBuffer part, IReadOnlyList<StoredBlock> blocks, ZstdContext zstd) : IDisposable
{
    private readonly NativeBuffer _firsts = new();
    private readonly NativeBuffer _seconds = new();
    private readonly NativeBuffer _texts = new();

    // The block whose items are unpacked, and what is left of it.
    private int _block = -1;
    private int _left;
    private int _firstAt;
    private int _secondAt;
    private int _textAt;

    /// <summary>The first number of the item.</summary>
    public uint First { get; private set; }

    /// <summary>The second number of the item.</summary>
    public uint Second { get; private set; }

    /// <summary>Moves to the next item; false behind the last one.</summary>
    /// <exception cref="InvalidDataException">The track is damaged.</exception>
    public bool MoveNext()
    {
        if (_left == 0)
        {
            if (_block + 1 >= blocks.Count)
                return false;
            Load(_block + 1);
        }

        First = PrefixVarint.Read(_firsts.AsSpan(), ref _firstAt);
        Second = PrefixVarint.Read(_seconds.AsSpan(), ref _secondAt);
        _left--;
        return true;
    }

    /// <summary>Takes the bytes of the item, which must be asked for before the next one.</summary>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    public ReadOnlySpan<byte> TakeText(uint length)
    {
        if (length > _texts.Length - _textAt)
            throw new InvalidDataException($"{length} bytes of text, {_texts.Length - _textAt} are there");
        _textAt += (int)length;
        return _texts.AsSpan(_textAt - (int)length, (int)length);
    }

    /// <summary>Whether a block behind the current one is nearer to a place: a reason to <see cref="Seek"/>.</summary>
    public bool IsBefore(long place) => _block + 1 < blocks.Count && blocks[_block + 1].Start < place;

    /// <summary>
    /// Moves to the last block that begins before a place, where every item of that place is still to come, and returns where it begins.
    /// </summary>
    public long Seek(long place)
    {
        if (blocks.Count == 0)
            return 0;
        int block = 0;
        while (block + 1 < blocks.Count && blocks[block + 1].Start < place)
            block++;
        Load(block);
        return blocks[block].Start;
    }

    public void Dispose()
    {
        _firsts.Dispose();
        _seconds.Dispose();
        _texts.Dispose();
    }

    private void Load(int block)
    {
        if (block != _block)
            blocks[block].Unpack(part.AsSpan(), zstd, _firsts, _seconds, _texts);
        _block = block;
        _left = blocks[block].Count;
        _firstAt = _secondAt = _textAt = 0;
    }
}

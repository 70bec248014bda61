using RagcSharp.Memory;
using RagcSharp.Sequences;
using RagcSharp.Zstd;

namespace RagcSharp.Packs;

/// <summary>What becomes one part of a stream once somebody has compressed it. Owned by whoever is to do that.</summary>
internal abstract class PartContent(int stream) : IDisposable
{
    /// <summary>The id of the stream that the part belongs to.</summary>
    public int Stream => stream;

    /// <summary>The length, in bytes, of the largest piece that is given to zstd at once.</summary>
    public abstract long Length { get; }

    /// <summary>Replaces <paramref name="payload"/> by the part's payload and returns its metadata.</summary>
    public abstract ulong Encode(NativeBuffer payload, ZstdContext zstd, NativeBuffer scratch);

    /// <summary>Frees what was not compressed.</summary>
    public virtual void Dispose()
    {
    }
}

/// <summary>A pack: items, each followed by 0xFF; or its text, in pieces that have these marks.</summary>
internal sealed class PackContent : PartContent
{
    /// <summary>Behind every item of a pack.</summary>
    public const byte ItemEnd = 0xFF;

    private readonly IReadOnlyList<PackItem> _items;
    private readonly bool _arePieces;

    public PackContent(int stream, IReadOnlyList<PackItem> items, bool arePieces = false)
        : base(stream)
    {
        _items = items;
        _arePieces = arePieces;
        Length = items.Sum(item => item.Length + (arePieces ? 0L : 1L));
    }

    public override long Length { get; }

    public override ulong Encode(NativeBuffer payload, ZstdContext zstd, NativeBuffer scratch)
    {
        if (Length > ZstdFrame.MostContent)
            throw new InvalidDataException($"a pack of {Length} bytes is more than one frame can hold; a smaller batch size helps");
        scratch.Clear();
        scratch.Room((int)Length);
        foreach (var item in _items)
        {
            item.CopyTo(scratch, zstd);
            if (!_arePieces)
                scratch.Append(ItemEnd);
            item.Dispose();
        }

        return PartCodec.EncodePack(scratch.AsSpan(), zstd, payload);
    }

    public override void Dispose()
    {
        foreach (var item in _items)
            item.Dispose();
        base.Dispose();
    }
}

/// <summary>The reference of a group, shared with it.</summary>
internal sealed class ReferenceContent(int stream, PackedSymbols reference) : PartContent(stream)
{
    private PackedSymbols? _share = reference.Share();

    public override long Length => reference.Length;

    public override ulong Encode(NativeBuffer payload, ZstdContext zstd, NativeBuffer scratch)
    {
        scratch.Clear();
        reference.UnpackTo(scratch);
        return PartCodec.EncodeReference(scratch.AsSpan(), reference.Tuples, zstd, payload);
    }

    public override void Dispose()
    {
        _share?.Dispose();
        _share = null;
        base.Dispose();
    }
}

/// <summary>A part that is stored as it is.</summary>
internal sealed class PlainContent(int stream, byte[] bytes, ulong metadata) : PartContent(stream)
{
    public override long Length => 0;

    public override ulong Encode(NativeBuffer payload, ZstdContext zstd, NativeBuffer scratch)
    {
        payload.Clear();
        payload.Append(bytes);
        return metadata;
    }
}

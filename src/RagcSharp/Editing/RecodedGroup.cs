using RagcSharp.Lz;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Zstd;

namespace RagcSharp.Editing;

/// <summary>
/// The items of a group, coded anew against the reference of another one, which they are to become items of. They are their taker's. Used by
/// one thread.
/// </summary>
internal sealed class RecodedGroup
{
    /// <summary>The level that tells what items take when they are compressed.</summary>
    private const int QuickLevel = 1;

    private readonly List<(int Pack, List<(int Id, PackItem? Item)> Items)> _packs = [];

    private PackItem? _formerReference;

    private RecodedGroup(KeptGroup kept) => Kept = kept;

    /// <summary>The group.</summary>
    public KeptGroup Kept { get; }

    /// <summary>What was its reference, if that is kept, and does not equal the other one.</summary>
    public PackItem? FormerReference => _formerReference;

    /// <summary>Its other items, null where they equal the reference, by packs of the archive that they come from.</summary>
    public IReadOnlyList<(int Pack, List<(int Id, PackItem? Item)> Items)> Packs => _packs;

    /// <summary>Codes a group anew; null where deltas cannot hold it, or where that would take more than it takes as it is.</summary>
    /// <param name="kept">The group.</param>
    /// <param name="segments">Its segments.</param>
    /// <param name="reference">The reference of the other one.</param>
    /// <param name="zstd">Compresses.</param>
    /// <exception cref="InvalidDataException">The group is damaged.</exception>
    public static RecodedGroup? Of(KeptGroup kept, KeptSegments segments, LzReference reference, ZstdContext zstd)
    {
        var group = new RecodedGroup(kept);
        if (group.TryEncode(segments, reference, zstd) && group.CompressedLength(zstd) < kept.Stored.Size)
            return group;
        group.Free();
        return null;
    }

    private bool TryEncode(KeptSegments segments, LzReference reference, ZstdContext zstd)
    {
        if (!segments.FitDeltas)
            return false;
        using var coder = new DeltaCoder(reference, zstd);
        bool isPossible = !Kept.IsFirstKept || coder.TryEncode(segments.Reference, out _formerReference);
        for (int pack = 0; pack < Kept.Packs && isPossible; pack++)
        {
            var items = new List<(int, PackItem?)>();
            _packs.Add((pack, items));
            segments.ForEach(pack, (id, symbols) =>
            {
                PackItem? item = null;
                isPossible = isPossible && coder.TryEncode(symbols, out item);
                items.Add((id, item));
            });
        }

        return isPossible;
    }

    // About what the items take in the new archive.
    private long CompressedLength(ZstdContext zstd)
    {
        using NativeBuffer content = new(), frame = new();
        long length = 0;
        foreach (var items in _packs.Select(pack => pack.Items.Select(item => item.Item)).Prepend([_formerReference]))
        {
            content.Clear();
            foreach (var item in items)
            {
                item?.CopyTo(content, zstd);
                content.Append(PackContent.ItemEnd);
            }

            frame.Clear();
            ZstdFrame.Encode(content.AsSpan(), QuickLevel, zstd, frame);
            length += frame.Length;
        }

        return length;
    }

    private void Free()
    {
        _formerReference?.Dispose();
        foreach (var (_, item) in _packs.SelectMany(pack => pack.Items))
            item?.Dispose();
    }
}

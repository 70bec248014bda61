using CommunityToolkit.HighPerformance.Helpers;

using RagcSharp.Memory;
using RagcSharp.Zstd;

namespace RagcSharp.Packs;

/// <summary>
/// An item of a pack that is not full yet: a delta, or the symbols of a raw segment. Packs may take many samples to fill, so larger items
/// wait compressed, quickly, to about half. Immutable; owned by one.
/// </summary>
internal sealed class PackItem : IDisposable, IEquatable<PackItem>
{
    private const int QuickLevel = 1;

    /// <summary>Items up to this many bytes are not worth it.</summary>
    private const int SmallItem = 512;

    private readonly NativeBuffer _bytes;
    private readonly bool _isCompressed;

    private PackItem(NativeBuffer bytes, int length, bool isCompressed)
    {
        _bytes = bytes;
        Length = length;
        _isCompressed = isCompressed;
    }

    /// <summary>Bytes of the item itself.</summary>
    public int Length { get; }

    /// <summary>Bytes of memory held.</summary>
    public long Bytes => _bytes.Capacity;

    /// <summary>Keeps a copy of an item.</summary>
    public static PackItem Of(ReadOnlySpan<byte> item, ZstdContext zstd)
    {
        if (item.Length <= SmallItem)
            return new PackItem(NativeBuffer.CopyOf(item, MemoryAccount.Deltas), item.Length, isCompressed: false);
        using var frame = new NativeBuffer();
        ZstdFrame.Encode(item, QuickLevel, zstd, frame);
        return frame.Length < item.Length
            ? new PackItem(NativeBuffer.CopyOf(frame.AsSpan(), MemoryAccount.Deltas), item.Length, isCompressed: true)
            : new PackItem(NativeBuffer.CopyOf(item, MemoryAccount.Deltas), item.Length, isCompressed: false);
    }

    /// <summary>Appends the item itself.</summary>
    public void CopyTo(NativeBuffer target, ZstdContext zstd)
    {
        if (_isCompressed)
            ZstdFrame.Decode(_bytes.AsSpan(), (ulong)Length, zstd, target);
        else
            target.Append(_bytes.AsSpan());
    }

    /// <summary>Whether both are the same item. Equal items are kept in equal bytes.</summary>
    public bool Equals(PackItem? other) =>
        other is not null && Length == other.Length && _bytes.AsSpan().SequenceEqual(other._bytes.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as PackItem);

    public override int GetHashCode() => HashCode<byte>.Combine(_bytes.AsSpan());

    public void Dispose() => _bytes.Dispose();
}

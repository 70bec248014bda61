using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

using RagcSharp.Memory;

namespace RagcSharp.Zstd.Parsing;

/// <summary>
/// Where keys occurred last: a hash table of buckets of four places, the newest first. A place is kept in 24 bits, beside eight bits of its
/// key's hash, by which most of the foreign ones are told without a look at the text.
/// </summary>
internal sealed unsafe class MatchTable : IDisposable
{
    /// <summary>Places are kept modulo this, and 0 means none.</summary>
    public const int Places = 1 << 24;

    /// <summary>Places a bucket, and bytes.</summary>
    public const int BucketPlaces = 4, BucketBytes = 16;

    private const uint TagMask = 0xFF000000;

    private readonly NativeBuffer _buckets = new(account: MemoryAccount.Contexts);
    private int _shift;

    /// <summary>Empties the table, and makes it have 2 to the power of <paramref name="log"/> buckets.</summary>
    public void Reset(int log)
    {
        _buckets.SetLength((long)BucketBytes << log);
        _buckets.AsSpan().Clear();
        _shift = 64 - log;
    }

    /// <summary>The bucket of a key's hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint* Bucket(ulong hash) => (uint*)_buckets.Start + (hash >> _shift << 2);

    /// <summary>Puts a place to the front of a bucket, of which the last one goes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Insert(uint* bucket, Vector128<uint> places, uint tag, int place) =>
        Vector128.Shuffle(places, Vector128.Create(0u, 0u, 1u, 2u)).WithElement(0, tag | (uint)place & ~TagMask).Store(bucket);

    /// <summary>The eight bits of a hash that stand beside a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint TagOf(ulong hash) => (uint)(hash >> 8) & TagMask;

    /// <summary>A bit for each place of a bucket whose key may be the one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Alike(Vector128<uint> places, uint tag) =>
        Vector128.Equals(places & Vector128.Create(TagMask), Vector128.Create(tag)).ExtractMostSignificantBits();

    /// <summary>Gives its memory back if that is more than 2 to the power of <paramref name="log"/> buckets take.</summary>
    public void Trim(int log) => _buckets.Clear((long)BucketBytes << log);

    public void Dispose() => _buckets.Dispose();
}

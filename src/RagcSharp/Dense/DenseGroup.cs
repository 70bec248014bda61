using RagcSharp.Archive;
using RagcSharp.Grouping;
using RagcSharp.Packs;
using RagcSharp.Segmentation;
using RagcSharp.Sequences;
using RagcSharp.Zstd;

namespace RagcSharp.Dense;

/// <summary>
/// A group of a dense archive while that is written: a reference that grows, and the pack that is being filled. Changed by one thread while
/// nobody else reads.
/// </summary>
internal sealed class DenseGroup : IDisposable
{
    private static readonly int PackSize = DenseSettings.Parameters.BatchSize;

    private readonly OpenPack _pack = new();
    private int _nextId = 1;
    private List<ulong> _chain = [];

    // Symbols of the reference whose k-mers are in the index.
    private int _published;

    /// <summary>A group without any segment.</summary>
    /// <param name="number">Its number.</param>
    public DenseGroup(int number)
    {
        Number = number;
        Reference = new GrowingReference();
    }

    /// <summary>A group of an archive that is added to.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="reference">Its reference.</param>
    /// <param name="closedPacks">Packs that are closed, and not the group's any more.</param>
    /// <param name="open">The last pack; stays the caller's.</param>
    /// <param name="zstd">Compresses what waits.</param>
    public DenseGroup(int number, GrowingReference reference, int closedPacks, Pack? open, ZstdContext zstd)
    {
        Number = number;
        Reference = reference;
        if (open is not null)
            _pack.Restore(open, zstd);
        _nextId = checked(closedPacks * PackSize + (open?.Count ?? 0) + 1);
    }

    /// <summary>Its number.</summary>
    public int Number { get; }

    /// <summary>The reference, which is written at the end of the archive.</summary>
    public GrowingReference Reference { get; }

    /// <summary>Codes a segment and gives it its id. A pack that was full before goes to <paramref name="finished"/>.</summary>
    public void Add(PlacedSegment segment, GroupCoding coding, CodingRules rules, List<PartContent> finished)
    {
        if (_pack.Length >= coding.Settings.PackLength || _pack.Count == PackSize)
            Close(coding.Zstd, finished);
        coding.Symbols.Clear();
        segment.Symbols!.UnpackTo(coding.Symbols);
        segment.Dispose();
        if (_nextId == 1 && segment.Length >= coding.Settings.LeastToOpen)
            _chain = KmerChain.Of(coding.Symbols, segment.Pair.First, segment.Pair.Second);
        coding.NewCoder(rules, Reference, _pack.Text).Encode(coding.Symbols);
        _pack.EndDelta(coding.Zstd);
        segment.IdInGroup = _nextId++;
    }

    /// <summary>The k-mers by which other AGCs are to find it, ascending; once, when it has just been opened.</summary>
    public List<ulong> TakeChain()
    {
        var chain = _chain;
        _chain = [];
        return chain;
    }

    /// <summary>Bases of the reference whose k-mers have not been taken.</summary>
    public int UnpublishedBases => Reference.Length - _published;

    /// <summary>The sampled k-mers of these bases, and their places, for the index.</summary>
    public unsafe List<(ulong Hash, uint Place)> TakeKmers(ulong notSampled)
    {
        var kmers = new List<(ulong, uint)>();
        if (UnpublishedBases == 0)
            return kmers;
        var window = new KmerWindow(KmerIndex.KmerLength);
        for (int at = Math.Max(0, _published - (KmerIndex.KmerLength - 1)); at < Reference.Length; at++)
        {
            if (!window.Push(Reference.Start[at]))
                continue;
            ulong hash = Murmur.Hash(window.Canonical);
            if ((hash & notSampled) == 0)
                kmers.Add((hash, (uint)(at + 1 - KmerIndex.KmerLength) << 1 | (window.Kmer.IsDirect ? 0u : 1u)));
        }

        _published = Reference.Length;
        return kmers;
    }

    /// <summary>At the end of an archive: what the group has not written yet. Nothing can be added any more.</summary>
    public IEnumerable<PartContent> TakeRest(ZstdContext zstd)
    {
        using (var reference = new PackedSymbols(Reference.Symbols))
            yield return new ReferenceContent(StreamPlan.ReferenceOf(Number), reference);
        Reference.Dispose();
        if (_pack.Count > 0)
            yield return _pack.Take(StreamPlan.DeltaOf(Number), zstd);
    }

    public void Dispose()
    {
        Reference.Dispose();
        _pack.Dispose();
    }

    private void Close(ZstdContext zstd, List<PartContent> finished)
    {
        finished.Add(_pack.Take(StreamPlan.DeltaOf(Number), zstd));
        // Readers find a pack by its deltas' ids.
        long nextId = (_nextId - 1L + PackSize - 1) / PackSize * PackSize + 1;
        if (nextId > int.MaxValue - PackSize)
            throw new InvalidDataException($"group {Number} has as many packs as ids can number; start another archive");
        _nextId = (int)nextId;
    }
}

using RagcSharp.Encoding;
using RagcSharp.Memory;

namespace RagcSharp.Segmentation;

/// <summary>A splitter and where its k-mer ends in the contig that it was picked from.</summary>
/// <param name="End">Position of its last symbol.</param>
/// <param name="Kmer">The k-mer, as it was read.</param>
/// <param name="IsLast">Whether it was picked last of all, looking back from the end of the contig.</param>
internal readonly record struct PickedSplitter(long End, Kmer Kmer, bool IsLast);

/// <summary>
/// The walk that picks splitters from a contig (algorithm page, section 3, steps 2 and 3). It stops wherever it meets a k-mer of
/// which nothing is known yet, asks, and goes on from there when told.
/// </summary>
/// <remarks>
/// Only a few k-mers a segment are ever looked at: those from s symbols behind the last splitter up to the first candidate. So the
/// walk asks about what it will meet if few k-mers are repeated, and about more in the next round where that was wrong.
/// </remarks>
internal sealed class SplitterWalk(PackedContig contig, long firstPlace, int k, int segmentSize)
{
    // Positions looked at in one go: at most sites the first k-mer is a candidate.
    private const int Stride = 1024;

    private readonly List<PickedSplitter> _picked = [];

    // The first position whose k-mer may become the next splitter; behind the end once the forward walk is over.
    private long _site;

    // The k-mers that end here or later are no candidates: the walk back from the end of the contig.
    private long _tail = contig.Length;

    public PackedContig Contig => contig;

    /// <summary>Number of symbols of the contig.</summary>
    public long Length => contig.Length;

    public bool IsFinished { get; private set; } = contig.Length < k;

    /// <summary>The splitters so far, in order.</summary>
    public IReadOnlyList<PickedSplitter> Picked => _picked;

    /// <summary>Sites that lie ahead if no k-mer is repeated, the one at the end included.</summary>
    public long SitesAhead => IsFinished ? 0 : 1 + Math.Max(0, contig.Length - _site) / segmentSize;

    private long LastEnd => _picked.Count == 0 ? -1 : _picked[^1].End;

    /// <summary>Asks about <paramref name="front"/> k-mers at the next site and <paramref name="width"/> at each later one.</summary>
    public void Ask(IOccurrences occurrences, long front, long width, NativeBuffer scratch)
    {
        if (IsFinished)
            return;
        long count = front;
        for (long site = _site; site < contig.Length; site += segmentSize)
        {
            AskRange(occurrences, site, Math.Min(contig.Length, site + count), scratch);
            count = Math.Min(width, segmentSize);
        }

        AskRange(occurrences, Math.Max(LastEnd + 1, _tail - count), _tail, scratch);
    }

    /// <summary>Goes on as far as the answers lead.</summary>
    public void Advance(IOccurrences occurrences, NativeBuffer scratch)
    {
        while (_site < contig.Length)
        {
            if (!TryPick(occurrences, scratch))
                return;
        }

        while (!IsFinished && TryPickLast(occurrences, scratch))
        {
        }
    }

    // Looks for a candidate in the next stride; false when it met an unknown k-mer.
    private bool TryPick(IOccurrences occurrences, NativeBuffer scratch)
    {
        long end = Math.Min(contig.Length, _site + Stride);
        foreach (var (kmer, at) in Kmers(_site, end, scratch))
        {
            var occurrence = occurrences[kmer.Canonical];
            if (occurrence == Occurrence.Unknown)
            {
                _site = at;
                return false;
            }

            if (occurrence == Occurrence.Once)
            {
                _picked.Add(new PickedSplitter(at, kmer, IsLast: false));
                _site = at + segmentSize;
                return true;
            }
        }

        _site = end;
        return true;
    }

    private bool TryPickLast(IOccurrences occurrences, NativeBuffer scratch)
    {
        long start = Math.Max(LastEnd + 1, _tail - Stride);
        var kmers = Kmers(start, _tail, scratch);
        for (int i = kmers.Count - 1; i >= 0; i--)
        {
            var (kmer, at) = kmers[i];
            var occurrence = occurrences[kmer.Canonical];
            if (occurrence == Occurrence.Unknown)
            {
                _tail = at + 1;
                return false;
            }

            if (occurrence == Occurrence.Once)
            {
                _picked.Add(new PickedSplitter(at, kmer, IsLast: true));
                IsFinished = true;
                return false;
            }
        }

        _tail = start;
        IsFinished = _tail <= LastEnd + 1;
        return true;
    }

    private void AskRange(IOccurrences occurrences, long start, long end, NativeBuffer scratch)
    {
        for (; start < end; start += PackedContig.BlockLength)
        {
            foreach (var (kmer, at) in Kmers(start, Math.Min(end, start + PackedContig.BlockLength), scratch))
                occurrences.Ask(kmer.Canonical, firstPlace + at);
        }
    }

    // The k-mers that end in a range; none of them begins before the symbol behind the last splitter, where the window was emptied.
    private List<(Kmer Kmer, long End)> Kmers(long start, long end, NativeBuffer scratch)
    {
        long from = Math.Max(LastEnd + 1, start - (k - 1));
        var symbols = new byte[end - from];
        contig.Read(from, symbols, scratch);
        var kmers = new List<(Kmer, long)>();
        var window = new KmerWindow(k);
        for (int i = 0; i < symbols.Length; i++)
        {
            if (window.Push(symbols[i]) && from + i >= start)
                kmers.Add((window.Kmer, from + i));
        }

        return kmers;
    }
}

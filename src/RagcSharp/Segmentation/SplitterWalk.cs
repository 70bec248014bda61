using RagcSharp.Sequences;

namespace RagcSharp.Segmentation;

/// <summary>A splitter and where its k-mer ends in the contig that it was picked from.</summary>
/// <param name="End">Position of its last symbol.</param>
/// <param name="Kmer">The k-mer, as it was read.</param>
/// <param name="IsLast">Whether it was picked last of all, looking back from the end of the contig.</param>
internal readonly record struct PickedSplitter(long End, Kmer Kmer, bool IsLast);

/// <summary>
/// The walk that picks splitters from a contig (docs/algorithm.md §3, steps 2 and 3). It stops wherever it meets a k-mer of
/// which nothing is known yet, asks, and goes on from there when told.
/// </summary>
/// <remarks>
/// Only a few k-mers a segment are ever looked at: those from s symbols behind the last splitter up to the first candidate. A forecast
/// says where that will be; all k-mers up to there and some around are asked about, so that the walk goes on where the forecast was wrong
/// by little. Paths that enter a repeat at different places leave it at the same one, so errors do not pile up.
/// </remarks>
internal sealed class SplitterWalk(PackedContig contig, long firstPlace, int k, int segmentSize)
{
    // Positions looked at in one go: at most sites the first k-mer is a candidate.
    private const int ShortStride = 16, Stride = 1024;

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

    /// <summary>
    /// Asks about the k-mers at each site up to the one that is probably the splitter, and at the end of the contig; at most
    /// <paramref name="share"/> new questions, beginning with the k-mer at which the walk stands.
    /// </summary>
    /// <param name="occurrences">Takes the questions.</param>
    /// <param name="forecast">Says what the k-mers probably are.</param>
    /// <param name="margin">K-mers to ask about around what is forecast.</param>
    /// <param name="share">The most questions.</param>
    /// <param name="reader">Reads the k-mers.</param>
    public void Ask(IOccurrences occurrences, IForecast forecast, int margin, long share, KmerReader reader)
    {
        var questions = new Questions(occurrences, firstPlace, share - share / 4);
        AskAtSites(questions, forecast, margin, reader);
        questions.Left += share / 4;
        AskAtEnd(questions, forecast, margin, reader);
    }

    /// <summary>Goes on as far as the answers lead.</summary>
    public void Advance(IOccurrences occurrences, KmerReader reader)
    {
        int stride = ShortStride;
        while (_site < contig.Length)
        {
            int before = _picked.Count;
            if (!TryPick(occurrences, stride, reader))
                return;
            stride = _picked.Count > before ? ShortStride : Stride;
        }

        while (!IsFinished && TryPickLast(occurrences, reader))
        {
        }
    }

    // Looks for a candidate in the next stride; false when it met an unknown k-mer.
    private bool TryPick(IOccurrences occurrences, int stride, KmerReader reader)
    {
        long end = Math.Min(contig.Length, _site + stride);
        foreach (var (kmer, at) in Kmers(_site, end, reader))
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

    private bool TryPickLast(IOccurrences occurrences, KmerReader reader)
    {
        long start = Math.Max(LastEnd + 1, _tail - Stride);
        var kmers = Kmers(start, _tail, reader);
        for (int i = kmers.Length - 1; i >= 0; i--)
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

    private void AskAtSites(Questions questions, IForecast forecast, int margin, KmerReader reader)
    {
        long site = _site;
        while (site < contig.Length && questions.Left > 0)
        {
            // Where the walk stands is certain; later sites may lie a little before those of the forecast.
            if (site > _site)
                AskRange(questions, site - margin, site, reader);
            site = AskUpToPick(questions, forecast, site, margin / 2, reader) + segmentSize;
        }
    }

    // Returns where the splitter probably is; the end of the contig if none was found.
    private long AskUpToPick(Questions questions, IForecast forecast, long site, int margin, KmerReader reader)
    {
        long first = -1, earliest = -1;
        bool isInRepeat = true;
        for (long start = site, stride = ShortStride; start < contig.Length; start += stride, stride = Stride)
        {
            // One k-mer before the site tells whether it lies in a repeat.
            long from = start == site ? start - 1 : start;
            foreach (var (kmer, at) in Kmers(from, Math.Min(contig.Length, start + stride), reader))
            {
                var guess = forecast[kmer.Canonical];
                if (at < site)
                {
                    isInRepeat = guess != Guess.Single;
                    continue;
                }

                if (!questions.TryAsk(kmer, at))
                    return contig.Length;
                if (first < 0)
                    first = at;
                if (guess == Guess.Repeated)
                    earliest = -1;
                else if (earliest < 0)
                    earliest = at;
                if (guess == Guess.Single)
                {
                    AskRange(questions, at + 1, at + 1 + margin, reader);
                    // A single k-mer among others that are none is rather a wrong guess than a repeat.
                    return !isInRepeat && earliest == first + 1 ? first : earliest;
                }
            }
        }

        return contig.Length;
    }

    // From the end of the contig back to the one that is probably the last candidate.
    private void AskAtEnd(Questions questions, IForecast forecast, int margin, KmerReader reader)
    {
        for (long end = _tail, stride = ShortStride; end > LastEnd + 1; end -= stride, stride = Stride)
        {
            var kmers = Kmers(end - stride, end, reader);
            for (int i = kmers.Length - 1; i >= 0; i--)
            {
                var (kmer, at) = kmers[i];
                if (!questions.TryAsk(kmer, at))
                    return;
                if (forecast[kmer.Canonical] == Guess.Single)
                {
                    AskRange(questions, at - margin, at, reader);
                    return;
                }
            }
        }
    }

    private void AskRange(Questions questions, long start, long end, KmerReader reader)
    {
        foreach (var (kmer, at) in Kmers(start, Math.Min(contig.Length, end), reader))
        {
            if (!questions.TryAsk(kmer, at))
                return;
        }
    }

    // The k-mers that end in a range; none of them begins before the symbol behind the last splitter, where the window was emptied.
    private ReadOnlySpan<(Kmer Kmer, long End)> Kmers(long start, long end, KmerReader reader) =>
        reader.Read(contig, LastEnd + 1, start, end);

    /// <summary>What the walk may still ask in a round.</summary>
    private sealed class Questions(IOccurrences occurrences, long firstPlace, long left)
    {
        public long Left { get; set; } = left;

        /// <summary>Asks, unless nothing is left.</summary>
        public bool TryAsk(Kmer kmer, long at)
        {
            if (Left == 0)
                return false;
            if (occurrences.Ask(kmer.Canonical, firstPlace + at))
                Left--;
            return true;
        }
    }
}

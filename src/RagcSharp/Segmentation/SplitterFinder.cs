using RagcSharp.Sequences;

namespace RagcSharp.Segmentation;

/// <summary>Runs independent pieces of work, possibly at the same time, and returns when all are done.</summary>
/// <param name="count">Number of pieces.</param>
/// <param name="work">Does the piece of that number; called by any thread.</param>
internal delegate void ParallelRunner(int count, Action<int> work);

/// <summary>
/// Picks splitters from contigs: k-mers about a segment size apart that occur nowhere else (docs/algorithm.md §3, §8.1).
/// </summary>
/// <remarks>
/// <para>Whether a k-mer occurs once must be known for a few k-mers of each segment only. A sketch of all k-mers, made in one scan, tells where
/// the walks will probably go. Each round asks about the k-mers there, scans all sequences once, and lets the walks go on by what it has
/// found: the sketch decides on what is asked, never on what is picked. A walk always asks about the k-mer that it stands at, so each
/// round brings it on. Sorting all k-mers, the other way, takes 8 bytes a symbol.</para>
/// <para>A budget bounds memory. The walks share the questions of a round by the sites that lie ahead of them, and k-mers that somebody
/// else has asked about cost nothing: thousands of contigs that are alike need few rounds, too.</para>
/// </remarks>
/// <param name="k">Length of k-mers.</param>
/// <param name="segmentSize">Symbols between splitters, at least.</param>
/// <param name="run">Runs what threads may share.</param>
/// <param name="memory">Bytes that it may take besides the sequences; with less than it likes, it takes longer.</param>
internal sealed class SplitterFinder(int k, int segmentSize, ParallelRunner run, long memory = long.MaxValue)
{
    private const int NarrowestMargin = 8, WidestMargin = 256;

    // Walks of this many contigs at the most are run by a piece of work each.
    private const int MostPieces = 256;

    // Where all questions about a k-mer that may occur in several contigs are said to come from: nowhere in the sequences scanned.
    private const long Elsewhere = long.MaxValue / 2;

    /// <summary>
    /// Splitters for the reference: k-mers that occur once in all of it. Returns those of each contig, in the order in which they lie in it.
    /// </summary>
    public IReadOnlyList<PickedSplitter>[] Find(IReadOnlyList<PackedContig> reference)
    {
        using var sketch = Sketch(reference);
        return Find(reference, sketch);
    }

    /// <summary>The same by another forecast; splitters do not depend on it.</summary>
    public IReadOnlyList<PickedSplitter>[] Find(IReadOnlyList<PackedContig> reference, IForecast forecast)
    {
        var whole = new ContigBlocks(reference);
        long questions = SplitterBudget.For(whole.Length, memory).Questions;
        SplitterWalk[] walks =
            [.. reference.Select((contig, i) => new SplitterWalk(contig, whole.FirstPlace(i), k, segmentSize))];
        for (var round = new Round(walks, questions); !round.IsEmpty; round = new Round(walks, questions))
        {
            using var occurrences = new KmerOccurrences(k, round.Questions);
            ForEach(round, (walk, share, reader) => walks[walk].Ask(occurrences, forecast, round.Margin, share, reader));
            occurrences.Close();
            whole.Scan(run, (contig, symbols, block, scratch, room) =>
                occurrences.Scan(symbols, block, whole.FirstPlace(contig), scratch, room));
            ForEach(round, (walk, _, reader) => walks[walk].Advance(occurrences, reader));
        }

        return [.. walks.Select(walk => walk.Picked)];
    }

    /// <summary>A sketch of sequences.</summary>
    public KmerSketch Sketch(IReadOnlyList<PackedContig> contigs)
    {
        var whole = new ContigBlocks(contigs);
        var sketch = new KmerSketch(k, SplitterBudget.For(whole.Length, memory).SketchBytes, whole.Length);
        whole.Scan(run, (_, symbols, block, scratch, room) => sketch.Add(symbols, block, scratch, room));
        return sketch;
    }

    /// <summary>
    /// Splitters for contigs of their own, each looked at alone: k-mers that occur once in the contig and nowhere in the reference. Returns
    /// those of each contig, in order.
    /// </summary>
    /// <param name="contigs">The contigs.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="sketch">A sketch of the reference.</param>
    public IReadOnlyList<PickedSplitter>[] FindForeign(
        IReadOnlyList<PackedContig> contigs, IReadOnlyList<PackedContig> reference, KmerSketch sketch)
    {
        var own = new ContigBlocks(contigs);
        var sketches = new KmerSketch[contigs.Count];
        try
        {
            long bytes = SplitterBudget.For(own.Length, memory).SketchBytes;
            for (int i = 0; i < sketches.Length; i++)
            {
                long length = contigs[i].Length;
                sketches[i] = new KmerSketch(k, (long)((Int128)bytes * length / Math.Max(1, own.Length)), length);
            }

            own.Scan(run, (i, symbols, block, scratch, room) => sketches[i].Add(symbols, block, scratch, room));
            return FindForeign(contigs, reference, [.. sketches.Select(own => new ForeignForecast(own, sketch))]);
        }
        finally
        {
            foreach (var made in sketches)
                made?.Dispose();
        }
    }

    /// <summary>The same by other forecasts, one for each contig; splitters do not depend on them.</summary>
    public IReadOnlyList<PickedSplitter>[] FindForeign(
        IReadOnlyList<PackedContig> contigs, IReadOnlyList<PackedContig> reference, IReadOnlyList<IForecast> forecasts)
    {
        ContigBlocks whole = new(reference), own = new(contigs);
        // Each question is asked twice.
        long questions = Math.Max(1, SplitterBudget.For(whole.Length + own.Length, memory).Questions / 2);
        SplitterWalk[] walks = [.. contigs.Select(contig => new SplitterWalk(contig, 0, k, segmentSize))];
        for (var round = new Round(walks, questions); !round.IsEmpty; round = new Round(walks, questions))
        {
            using var occurrences = new ForeignOccurrences(k, round, walks.Length);
            ForEach(round, (walk, share, reader) =>
                walks[walk].Ask(occurrences.Of(walk)!, forecasts[walk], round.Margin, share, reader));
            occurrences.Close();
            own.Scan(run, (contig, symbols, block, scratch, room) =>
                occurrences.Of(contig)?.Own.Scan(symbols, block, 0, scratch, room));
            whole.Scan(run, (_, symbols, block, scratch, room) => occurrences.Elsewhere.Scan(symbols, block, 0, scratch, room));
            ForEach(round, (walk, _, reader) => walks[walk].Advance(occurrences.Of(walk)!, reader));
        }

        return [.. walks.Select(walk => walk.Picked)];
    }

    // Calls a step for each walk of a round, with its share of the questions.
    private void ForEach(Round round, Action<int, long, KmerReader> step)
    {
        int count = round.Walks.Count, pieces = Math.Min(count, MostPieces);
        run(pieces, piece =>
        {
            using var reader = new KmerReader(k);
            for (int i = (int)((long)count * piece / pieces); i < (int)((long)count * (piece + 1) / pieces); i++)
                step(round.Walks[i], round.Shares[i], reader);
        });
    }

    /// <summary>The walks that are not finished, and what each may ask.</summary>
    private sealed class Round
    {
        public Round(SplitterWalk[] walks, long questions)
        {
            Walks = [.. Enumerable.Range(0, walks.Length).Where(walk => !walks[walk].IsFinished)];
            long sites = Walks.Sum(walk => walks[walk].SitesAhead);
            // A share is never 0; a contig has no more k-mers than symbols.
            Shares = [.. Walks.Select(walk =>
                Math.Min(walks[walk].Length, Math.Max(1, (long)((Int128)questions * walks[walk].SitesAhead / sites))))];
            Questions = Shares.Sum();
            Margin = (int)Math.Clamp(questions / 4 / Math.Max(1, sites), NarrowestMargin, WidestMargin);
        }

        public bool IsEmpty => Walks.Count == 0;

        /// <summary>The walks, by their numbers.</summary>
        public IReadOnlyList<int> Walks { get; }

        /// <summary>The most questions of each of them.</summary>
        public IReadOnlyList<long> Shares { get; }

        /// <summary>The most questions of all of them.</summary>
        public long Questions { get; }

        /// <summary>K-mers to ask about around those that the forecast leads to.</summary>
        public int Margin { get; }
    }

    /// <summary>What is probably no candidate in a contig that is not part of the reference.</summary>
    private sealed class ForeignForecast(KmerSketch own, KmerSketch reference) : IForecast
    {
        public Guess this[ulong canonical]
        {
            get
            {
                Guess here = own[canonical], there = reference.Elsewhere(canonical);
                if (here == Guess.Repeated || there == Guess.Repeated)
                    return Guess.Repeated;
                return here == Guess.Single && there == Guess.Single ? Guess.Single : Guess.Unknown;
            }
        }
    }

    /// <summary>Occurrences in each of some contigs alone, and in sequences that none of them is part of.</summary>
    private sealed class ForeignOccurrences : IDisposable
    {
        private readonly InOne?[] _own;

        public ForeignOccurrences(int k, Round round, int contigs)
        {
            Elsewhere = new KmerOccurrences(k, round.Questions);
            _own = new InOne[contigs];
            for (int i = 0; i < round.Walks.Count; i++)
                _own[round.Walks[i]] = new InOne(new KmerOccurrences(k, round.Shares[i]), Elsewhere);
        }

        public KmerOccurrences Elsewhere { get; }

        /// <summary>Those of a contig; null if it has no part in the round.</summary>
        public InOne? Of(int contig) => _own[contig];

        public void Close()
        {
            Elsewhere.Close();
            foreach (var own in _own)
                own?.Own.Close();
        }

        public void Dispose()
        {
            Elsewhere.Dispose();
            foreach (var own in _own)
                own?.Own.Dispose();
        }

        public sealed class InOne(KmerOccurrences own, KmerOccurrences elsewhere) : IOccurrences
        {
            public KmerOccurrences Own => own;

            public Occurrence this[ulong canonical]
            {
                get
                {
                    var here = own[canonical];
                    return here == Occurrence.Once ? elsewhere[canonical] : here;
                }
            }

            public bool Ask(ulong canonical, long place)
            {
                elsewhere.Ask(canonical, SplitterFinder.Elsewhere);
                return own.Ask(canonical, place);
            }
        }
    }
}

using RagcSharp.Encoding;
using RagcSharp.Memory;

namespace RagcSharp.Segmentation;

/// <summary>Runs independent pieces of work, possibly at the same time, and returns when all are done.</summary>
/// <param name="count">Number of pieces.</param>
/// <param name="work">Does the piece of that number; called by any thread.</param>
internal delegate void ParallelRunner(int count, Action<int> work);

/// <summary>
/// Picks splitters from contigs: k-mers about a segment size apart that occur nowhere else (algorithm page, sections 3 and 8).
/// </summary>
/// <remarks>
/// Whether a k-mer occurs once must be known for a few k-mers of each segment only. Each round asks about those that the walks
/// will probably meet, scans all sequences once, and lets the walks go on. Counted: one round for bacteria, 3 for a yeast of 12 Mb with
/// segments of 60,000, 28 with segments of 1,000. Repeats make more rounds, not more memory; sorting all k-mers takes 8 bytes a symbol.
/// </remarks>
internal sealed class SplitterFinder(int k, int segmentSize, ParallelRunner run)
{
    private const int FewestQuestions = 1 << 17, MostQuestions = 1 << 25;
    private const int SymbolsAQuestion = 128, QuestionsASite = 128;
    private const int BlocksAJob = 16;

    // Where all questions about a k-mer that may occur in several contigs are said to come from: nowhere in the sequences scanned.
    private const long Elsewhere = long.MaxValue / 2;

    /// <summary>
    /// Splitters for the reference: k-mers that occur once in all of it. Returns those of each contig, in the order in which they lie in it.
    /// </summary>
    public IReadOnlyList<PickedSplitter>[] Find(IReadOnlyList<PackedContig> reference)
    {
        var whole = new Haystack(reference);
        SplitterWalk[] walks =
            [.. reference.Select((contig, i) => new SplitterWalk(contig, whole.FirstPlaces[i], k, segmentSize))];
        while (Open(walks) is { Length: > 0 } open)
        {
            var plan = new Plan(open, whole.Length);
            using var occurrences = new KmerOccurrences(k, plan.Questions);
            plan.Ask(open, _ => occurrences);
            Scan(whole, occurrences);
            Advance(open, _ => occurrences);
        }

        return [.. walks.Select(walk => walk.Picked)];
    }

    /// <summary>
    /// Splitters for contigs of their own, each looked at alone: k-mers that occur once in the contig and nowhere in the reference. Returns
    /// those of each contig, in order.
    /// </summary>
    public IReadOnlyList<PickedSplitter>[] FindForeign(
        IReadOnlyList<PackedContig> contigs, IReadOnlyList<PackedContig> reference)
    {
        var haystack = new Haystack(reference);
        SplitterWalk[] walks = [.. contigs.Select(contig => new SplitterWalk(contig, 0, k, segmentSize))];
        while (Open(walks) is { Length: > 0 } open)
        {
            var plan = new Plan(open, haystack.Length);
            using var elsewhere = new KmerOccurrences(k, plan.Questions);
            var oracles = new Dictionary<SplitterWalk, ForeignOccurrences>();
            try
            {
                foreach (var walk in open)
                    oracles.Add(walk, new ForeignOccurrences(new KmerOccurrences(k, plan.QuestionsOf(walk)), elsewhere));
                plan.Ask(open, walk => oracles[walk]);
                Scan(haystack, elsewhere);
                foreach (var walk in open)
                    Scan(new Haystack([walk.Contig]), oracles[walk].Own);
                Advance(open, walk => oracles[walk]);
            }
            finally
            {
                foreach (var oracle in oracles.Values)
                    oracle.Own.Dispose();
            }
        }

        return [.. walks.Select(walk => walk.Picked)];
    }

    private static SplitterWalk[] Open(SplitterWalk[] walks) => [.. walks.Where(walk => !walk.IsFinished)];

    private static void Advance(SplitterWalk[] walks, Func<SplitterWalk, IOccurrences> occurrences)
    {
        using var scratch = new NativeBuffer();
        foreach (var walk in walks)
            walk.Advance(occurrences(walk), scratch);
    }

    private void Scan(Haystack haystack, KmerOccurrences occurrences)
    {
        int jobs = (haystack.Blocks.Count + BlocksAJob - 1) / BlocksAJob;
        run(jobs, job =>
        {
            using NativeBuffer scratch = new(), symbols = new();
            for (int i = job * BlocksAJob; i < Math.Min(haystack.Blocks.Count, (job + 1) * BlocksAJob); i++)
            {
                var (contig, block, firstPlace) = haystack.Blocks[i];
                occurrences.Scan(contig, block, firstPlace, scratch, symbols);
            }
        });
    }

    /// <summary>Sequences to be scanned, block by block; their symbols are numbered through: places.</summary>
    private sealed class Haystack
    {
        public Haystack(IReadOnlyList<PackedContig> contigs)
        {
            FirstPlaces = new long[contigs.Count];
            for (int i = 0; i < contigs.Count; i++)
            {
                FirstPlaces[i] = Length;
                for (int block = 0; (long)block * PackedContig.BlockLength < contigs[i].Length; block++)
                    Blocks.Add((contigs[i], block, Length));
                Length += contigs[i].Length;
            }
        }

        public long Length { get; }

        public long[] FirstPlaces { get; }

        public List<(PackedContig Contig, int Block, long FirstPlace)> Blocks { get; } = [];
    }

    /// <summary>How many questions the walks may ask in a round.</summary>
    private readonly struct Plan
    {
        private readonly long _front;
        private readonly long _width;

        // Half of the questions go to the places that all else hangs on: where each walk stands, and the ends of the contigs. Those for
        // later sites are void once a walk is delayed by more k-mers than were asked about there.
        public Plan(SplitterWalk[] walks, long symbols)
        {
            long sites = walks.Sum(walk => walk.SitesAhead);
            long most = Math.Clamp(Math.Max(symbols / SymbolsAQuestion, sites * QuestionsASite), FewestQuestions, MostQuestions);
            _front = Math.Max(1, most / 4 / walks.Length);
            _width = Math.Max(1, most / 2 / sites);
            Questions = (int)Math.Min(int.MaxValue / 2, walks.Sum(QuestionsOf));
        }

        public int Questions { get; }

        public int QuestionsOf(SplitterWalk walk) => (int)Math.Min(walk.Length, 2 * _front + walk.SitesAhead * _width);

        public void Ask(SplitterWalk[] walks, Func<SplitterWalk, IOccurrences> occurrences)
        {
            using var scratch = new NativeBuffer();
            foreach (var walk in walks)
                walk.Ask(occurrences(walk), _front, _width, scratch);
        }
    }

    /// <summary>Occurrences in a contig, and in sequences that it is not part of.</summary>
    private sealed class ForeignOccurrences(KmerOccurrences own, KmerOccurrences elsewhere) : IOccurrences
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

        public void Ask(ulong canonical, long place)
        {
            own.Ask(canonical, place);
            elsewhere.Ask(canonical, Elsewhere);
        }
    }
}

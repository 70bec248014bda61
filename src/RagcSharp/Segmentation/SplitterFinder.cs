using RagcSharp.Encoding;
using RagcSharp.Memory;

namespace RagcSharp.Segmentation;

/// <summary>Runs independent pieces of work, possibly at the same time, and returns when all are done.</summary>
/// <param name="count">Number of pieces.</param>
/// <param name="work">Does the piece of that number; called by any thread.</param>
internal delegate void ParallelRunner(int count, Action<int> work);

/// <summary>
/// Picks splitters from contigs: k-mers about a segment size apart that occur once in those contigs (algorithm page, section 3).
/// </summary>
/// <remarks>
/// Whether a k-mer occurs once must be known for a few k-mers of each segment only. Each round asks about those that the walks
/// will probably meet, scans all sequences once, and lets the walks go on. A genome with few repeats takes two or three rounds; the worst
/// case is one round for every <see cref="QuestionsFor"/> symbols. Sorting all k-mers instead takes 8 bytes a symbol.
/// </remarks>
internal sealed class SplitterFinder(int k, int segmentSize, ParallelRunner run)
{
    private const int FewestQuestions = 1 << 17, MostQuestions = 1 << 25;
    private const int SymbolsAQuestion = 128;
    private const int BlocksAJob = 16;

    /// <summary>The splitters of each contig, in the order in which they lie in it.</summary>
    public IReadOnlyList<PickedSplitter>[] Find(IReadOnlyList<PackedContig> contigs)
    {
        long places = 0;
        var walks = new SplitterWalk[contigs.Count];
        var blocks = new List<(PackedContig Contig, int Block, long FirstPlace)>();
        for (int i = 0; i < walks.Length; i++)
        {
            walks[i] = new SplitterWalk(contigs[i], places, k, segmentSize);
            for (int block = 0; (long)block * PackedContig.BlockLength < contigs[i].Length; block++)
                blocks.Add((contigs[i], block, places));
            places += contigs[i].Length;
        }

        int most = QuestionsFor(places);
        while (walks.Any(w => !w.IsFinished))
            Round(walks, blocks, most);
        return [.. walks.Select(w => w.Picked)];
    }

    private static int QuestionsFor(long symbols) => (int)Math.Clamp(symbols / SymbolsAQuestion, FewestQuestions, MostQuestions);

    private void Round(SplitterWalk[] walks, List<(PackedContig Contig, int Block, long FirstPlace)> blocks, int most)
    {
        // Half of the questions go to the places that all else hangs on: where each walk stands. Their answers are certain to be
        // needed; those for later sites are void once a walk is delayed by more k-mers than were asked about there. What both halves
        // come to is at least one k-mer each, and the end of a contig is a site with the width of its last one.
        var open = walks.Where(w => !w.IsFinished).ToArray();
        long sites = open.Sum(w => w.SitesAhead);
        long front = Math.Max(1, most / 4 / open.Length), width = Math.Max(1, most / 2 / sites);
        using var occurrences = new KmerOccurrences(k, (int)Math.Min(int.MaxValue / 2, open.Length * front * 2 + sites * width));
        using (var scratch = new NativeBuffer())
        {
            foreach (var walk in open)
                walk.Ask(occurrences, front, Math.Min(width, segmentSize), scratch);
        }

        int jobs = (blocks.Count + BlocksAJob - 1) / BlocksAJob;
        run(jobs, job =>
        {
            using NativeBuffer scratch = new(), symbols = new();
            for (int i = job * BlocksAJob; i < Math.Min(blocks.Count, (job + 1) * BlocksAJob); i++)
                occurrences.Scan(blocks[i].Contig, blocks[i].Block, blocks[i].FirstPlace, scratch, symbols);
        });

        using (var scratch = new NativeBuffer())
        {
            foreach (var walk in open)
                walk.Advance(occurrences, scratch);
        }
    }
}

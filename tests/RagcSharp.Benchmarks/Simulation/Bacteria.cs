namespace RagcSharp.Benchmarks.Simulation;

/// <summary>
/// Draft genomes of a bacterial species: lineages 1 % apart, islands of accessory genes that some have, insertion sequences, and contigs
/// in any order and on any strand.
/// </summary>
internal static class Bacteria
{
    private const int Lineages = 12, Islands = 60, MostIslandLength = 18_000, InsertionLength = 1300, Insertions = 20;

    // Of the islands a genome has this share.
    private const double IslandShare = 0.3;

    /// <summary>Writes <c>b0000.fa</c>, … to a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="samples">Genomes.</param>
    /// <param name="length">Bases of the part that all have.</param>
    /// <param name="contigs">Contigs a genome.</param>
    /// <param name="seed">Seed of all that is random.</param>
    public static void Write(string folder, int samples, int length, int contigs, int seed)
    {
        var evolution = new Evolution(seed);
        byte[] ancestor = evolution.Bare(length), insertion = evolution.Bare(InsertionLength);
        for (int i = 0; i < Insertions; i++)
            evolution.Plant(ancestor, evolution.Substituted(insertion, 0.01));
        byte[][] islands = [.. Enumerable.Range(0, Islands).Select(_ => evolution.Bare(3000 + evolution.Below(MostIslandLength - 3000)))];
        int[] sites = [.. islands.Select(_ => evolution.Below(length)).Order()];
        byte[][] lineages = [.. Enumerable.Range(0, Lineages).Select(_ => evolution.Descended(ancestor, 0.004, 0.0002, 0.000002))];
        for (int sample = 0; sample < samples; sample++)
        {
            byte[] lineage = lineages[evolution.Below(Lineages)];
            using var genome = new MemoryStream(length + Islands * MostIslandLength);
            int copied = 0;
            for (int i = 0; i < Islands; i++)
            {
                if (!evolution.Happens(IslandShare))
                    continue;
                int site = Math.Min(sites[i], lineage.Length);
                genome.Write(lineage, copied, Math.Max(0, site - copied));
                copied = Math.Max(copied, site);
                genome.Write(evolution.Substituted(islands[i], 0.003));
            }

            genome.Write(lineage, copied, lineage.Length - copied);
            WriteDraft(folder, sample, evolution.Descended(genome.ToArray(), 0.002, 0.0001, 0.000001), contigs, evolution);
        }
    }

    private static void WriteDraft(string folder, int sample, byte[] genome, int contigs, Evolution evolution)
    {
        int[] cuts = [0, .. Enumerable.Range(1, contigs - 1).Select(_ => evolution.Below(genome.Length)).Order(), genome.Length];
        byte[][] pieces = [.. Enumerable.Range(0, contigs).Select(i => genome[cuts[i]..cuts[i + 1]]).Where(piece => piece.Length > 0)];
        evolution.Shuffle(pieces.AsSpan());
        using var file = new FastaFile(folder, $"b{sample:D4}");
        for (int i = 0; i < pieces.Length; i++)
        {
            if (evolution.Happens(0.5))
                Evolution.ReverseComplement(pieces[i]);
            file.Add($"b{sample:D4}_contig{i + 1} length={pieces[i].Length}", pieces[i]);
        }
    }
}

namespace RagcSharp.Benchmarks.Simulation;

/// <summary>
/// A genome with the repeats of a human one, and haplotypes of it: interspersed repeats like Alu and L1, segmental duplications, a
/// centromere of alpha satellites, microsatellites, gaps. Haplotypes differ in 0.11 % of their bases.
/// </summary>
internal static class HumanLike
{
    private const int Families = 20, AluLength = 300, L1Length = 6000, MonomerLength = 171, MonomerCount = 12;

    /// <summary>Writes <c>ref.fa</c>, <c>hap0.fa</c>, … to a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="chromosomes">Chromosomes.</param>
    /// <param name="length">Bases of each.</param>
    /// <param name="haplotypes">Haplotypes.</param>
    /// <param name="seed">Seed of all that is random.</param>
    public static void Write(string folder, int chromosomes, int length, int haplotypes, int seed)
    {
        var evolution = new Evolution(seed);
        byte[][] alu = Family(evolution, AluLength, 0.06), l1 = Family(evolution, L1Length, 0.08);
        var genome = new List<byte[]>();
        for (int i = 0; i < chromosomes; i++)
            genome.Add(Chromosome(evolution, length, alu, l1, genome));
        using (var reference = new FastaFile(folder, "ref"))
        {
            for (int i = 0; i < chromosomes; i++)
                reference.Add($"chr{i + 1}", genome[i]);
        }

        for (int haplotype = 0; haplotype < haplotypes; haplotype++)
        {
            using var file = new FastaFile(folder, $"hap{haplotype}");
            for (int i = 0; i < chromosomes; i++)
            {
                byte[] descended = evolution.Descended(genome[i], 0.0011, 0.00015, 0.0000005);
                int start = 0;
                for (int part = 0; start < descended.Length; part++)
                {
                    // An assembly ends in contigs of about a chromosome.
                    int rest = descended.Length - start, size = length / 3 + evolution.Below(length);
                    if (rest < size + 100_000)
                        size = rest;
                    file.Add($"hap{haplotype}#chr{i + 1}.{part}", descended.AsSpan(start, size));
                    start += size;
                }
            }
        }
    }

    private static byte[][] Family(Evolution evolution, int length, double divergence)
    {
        byte[] ancestor = evolution.Bare(length);
        return [ancestor, .. Enumerable.Range(1, Families - 1).Select(_ => evolution.Substituted(ancestor, divergence))];
    }

    private static byte[] Chromosome(Evolution evolution, int length, byte[][] alu, byte[][] l1, List<byte[]> others)
    {
        byte[] bases = evolution.Bare(length);
        for (int i = 0; i < length / 3000; i++)
            evolution.Plant(bases, evolution.Substituted(alu[evolution.Below(Families)], Divergence(evolution, 0.02, 0.12)));
        for (int i = 0; i < length / 6000; i++)
        {
            // Most copies lack their beginning.
            int size = 500 + evolution.Below(evolution.Happens(0.1) ? 5500 : 1500);
            evolution.Plant(bases, evolution.Substituted(l1[evolution.Below(Families)].AsSpan(L1Length - size), Divergence(evolution, 0.02, 0.15)));
        }

        for (int duplicated = 0; duplicated < length / 25;)
        {
            int size = Math.Min(10_000 + evolution.Below(190_000), length / 4);
            byte[] source = others.Count > 0 && evolution.Happens(0.3) ? others[evolution.Below(others.Count)] : bases;
            evolution.Plant(bases, evolution.Substituted(source.AsSpan(evolution.Below(length - size), size), Divergence(evolution, 0.002, 0.05)));
            duplicated += size;
        }

        byte[] monomer = evolution.Bare(MonomerLength);
        byte[] repeat = [.. Enumerable.Range(0, MonomerCount).SelectMany(_ => evolution.Substituted(monomer, 0.25))];
        var centromere = bases.AsSpan(length / 3, (int)(length * 3L / 100));
        for (int i = 0; i < centromere.Length; i += repeat.Length)
            evolution.Substituted(repeat.AsSpan(0, Math.Min(repeat.Length, centromere.Length - i)), 0.01).CopyTo(centromere[i..]);
        for (int i = 0; i < length / 20_000; i++)
        {
            byte[] unit = evolution.Bare(1 + evolution.Below(6));
            byte[] run = new byte[20 + evolution.Below(200)];
            for (int j = 0; j < run.Length; j++)
                run[j] = unit[j % unit.Length];
            evolution.Plant(bases, run);
        }

        int gap = Math.Min(10_000, length / 100);
        bases.AsSpan(0, gap).Fill((byte)'N');
        bases.AsSpan(length - gap).Fill((byte)'N');
        bases.AsSpan((int)(length * 2L / 3), gap).Fill((byte)'N');
        return bases;
    }

    private static double Divergence(Evolution evolution, double least, double range) => least + range * evolution.Below(1000) / 1000;
}

using RagcSharp.Memory;
using RagcSharp.Sequences;

namespace RagcSharp.Benchmarks;

/// <summary>Sequences to measure with: always the same ones.</summary>
internal static class Genomes
{
    /// <summary>Random plain bases.</summary>
    public static byte[] Random(int length, int seed = 1)
    {
        var random = new Random(seed);
        var symbols = new byte[length];
        for (int i = 0; i < length; i++)
            symbols[i] = (byte)random.Next(4);
        return symbols;
    }

    /// <summary>A relative: substitutions, and short deletions and insertions, at the given rates.</summary>
    public static byte[] Mutated(byte[] symbols, double substitutions, double indels, int seed = 2)
    {
        var random = new Random(seed);
        var mutated = new List<byte>(symbols.Length);
        foreach (byte symbol in symbols)
        {
            double dice = random.NextDouble();
            if (dice < indels / 2)
                continue;
            if (dice < indels)
                mutated.Add((byte)random.Next(4));
            mutated.Add(dice > 1 - substitutions ? (byte)random.Next(4) : symbol);
        }

        return [.. mutated];
    }

    public static PackedContig Contig(byte[] symbols)
    {
        using var buffer = NativeBuffer.CopyOf(symbols);
        return new PackedContig(buffer);
    }
}

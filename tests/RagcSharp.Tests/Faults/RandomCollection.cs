using System.Text;

using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Faults;

/// <summary>
/// Samples of all the shapes that make a pipeline stumble: thousands of tiny contigs, one huge one, none with symbols, all of them
/// related to the first sample.
/// </summary>
internal sealed class RandomCollection
{
    private readonly List<(string Name, byte[] Fasta)> _samples = [];
    private int _contigs;

    public RandomCollection(Random random)
    {
        Options = new CompressionOptions
        {
            SegmentSize = random.Next(3) == 0 ? random.Next(100, 300) : random.Next(1000, 5000),
            BatchSize = random.Next(1, 12),
            KmerLength = random.Next(17, 33),
            UseAdaptiveMode = random.Next(3) == 0,
            TreatContigsAsSamples = random.Next(4) == 0,
            FallbackFraction = random.Next(4) == 0 ? 0.05 : 0,
        };
        byte[] ancestor = RandomSymbols.WithRunsOfN(random, 20_000);
        AddSample(Cut(random, ancestor, 5));
        for (int i = random.Next(1, 7); i > 0; i--)
            AddSample(Contigs(random, ancestor));
    }

    public CompressionOptions Options { get; }

    /// <summary>Names and FASTA, the reference first.</summary>
    public IReadOnlyList<(string Name, byte[] Fasta)> Samples => _samples;

    /// <summary>All records of all samples, as they are extracted with the given length of lines.</summary>
    public byte[] Whole => [.. _samples.SelectMany(sample => sample.Fasta)];

    private static List<byte[]> Contigs(Random random, byte[] ancestor)
    {
        switch (random.Next(6))
        {
            case 0:
                return [.. Enumerable.Range(0, random.Next(500, 3000)).Select(_ => Piece(random, ancestor, 60))];
            case 1:
                byte[][] copies = [.. Enumerable.Range(0, 15).Select(_ => RandomSymbols.Relative(random, ancestor))];
                return [[.. copies.SelectMany(copy => copy)]];
            case 2:
                return [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (byte[])[])];
            case 3:
                return [RandomSymbols.Plain(random, random.Next(6000)), .. Cut(random, ancestor, 3)];
            default:
                return Cut(random, RandomSymbols.Relative(random, ancestor), random.Next(1, 20));
        }
    }

    private static byte[] Piece(Random random, byte[] symbols, int most)
    {
        int start = random.Next(symbols.Length - most);
        return symbols[start..(start + random.Next(most))];
    }

    private static List<byte[]> Cut(Random random, byte[] symbols, int pieces)
    {
        int[] ends = [.. Enumerable.Range(0, pieces - 1).Select(_ => random.Next(symbols.Length)).Order(), symbols.Length];
        return [.. ends.Select((end, i) => symbols[(i == 0 ? 0 : ends[i - 1])..end])];
    }

    // Every contig has a name of its own, so that each can be a sample.
    private void AddSample(List<byte[]> contigs)
    {
        var fasta = new StringBuilder();
        foreach (byte[] contig in contigs)
        {
            fasta.Append('>').Append("contig").Append(_contigs++).Append('\n');
            if (contig.Length > 0)
                fasta.Append(Text.Letter(contig)).Append('\n');
        }

        _samples.Add(($"sample{_samples.Count}", Text.Bytes(fasta.ToString())));
    }
}

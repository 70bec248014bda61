using System.Text;

using RagcSharp.Dense;
using RagcSharp.Sequences;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Dense;

/// <summary>Random collections, made at once and in random steps, with any number of threads.</summary>
public sealed class RandomDenseTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Archives_HoldWhatTheyWereMadeOf_AndDependOnNoSteps() => Seeded.Run(25, random =>
    {
        var samples = NextSamples(random);
        var options = new CompressionOptions
        {
            IsDense = true,
            DenseSettings = new DenseSettings(random.Next(2) == 0 ? 1 << 14 : 1 << 16, random.Next(2) == 0 ? 2000 : 4_000_000),
            Threads = random.Next(1, 4),
            Memory = random.Next(2) == 0 ? CompressionOptions.MinMemory : null,
        };
        string atOnce = _folder.File("at-once.agc"), inSteps = _folder.File("in-steps.agc");
        Add(AgcCompressor.Create(atOnce, options), samples);
        AssertHolds(atOnce, samples);
        int done = random.Next(1, samples.Count + 1);
        Add(AgcCompressor.Create(inSteps, options with { Threads = random.Next(1, 4) }), samples.Take(done));
        while (done < samples.Count)
        {
            int next = random.Next(1, samples.Count - done + 1);
            Add(AgcCompressor.Append(inSteps, inSteps, new CompressionOptions { Threads = random.Next(1, 4) }), samples.Skip(done).Take(next));
            done += next;
        }

        Assert.Equal(File.ReadAllBytes(atOnce), File.ReadAllBytes(inSteps));
        CheckSubset(random, atOnce, options, samples);
    });

    // What is left of an archive is what its samples alone would have become.
    private void CheckSubset(
        Random random, string archive, CompressionOptions options, List<(string Name, List<(string Header, string Letters)> Contigs)> samples)
    {
        string subset = _folder.File("subset.agc"), alone = _folder.File("alone.agc");
        var kept = samples.Where((_, number) => number == 0 || random.Next(2) == 0).ToList();
        var summary = AgcEditor.Subset(
            archive, [.. kept.Select(sample => sample.Name)], subset, new SubsetOptions { Threads = random.Next(1, 4), PurgeOthers = random.Next(2) == 0 });
        Assert.Equal((kept.Count, 0L), (summary.SampleCount, summary.ForeignBases));
        Add(AgcCompressor.Create(alone, options), kept);
        Assert.Equal(File.ReadAllBytes(alone), File.ReadAllBytes(subset));
    }

    private static void AssertHolds(string path, List<(string Name, List<(string Header, string Letters)> Contigs)> samples)
    {
        using var archive = AgcArchive.Open(path);
        Assert.Equal(samples.Select(sample => sample.Name), archive.Samples);
        foreach (var (name, contigs) in samples)
            Assert.Equal(contigs, Extracted.Contigs(archive, name));
        Assert.Equal(0, AgcArchive.Verify(path).FindingCount);
    }

    private static void Add(AgcCompressor compressor, IEnumerable<(string Name, List<(string Header, string Letters)> Contigs)> samples)
    {
        using (compressor)
        {
            foreach (var (name, contigs) in samples)
            {
                string text = string.Concat(contigs.Select(contig => $">{contig.Header}\n{contig.Letters}\n"));
                compressor.Add(name, new MemoryStream(Encoding.UTF8.GetBytes(text)));
            }

            compressor.Finish();
        }
    }

    private static List<(string Name, List<(string Header, string Letters)> Contigs)> NextSamples(Random random)
    {
        byte[] ancestor = RandomSymbols.Plain(random, random.Next(200, 90_000));
        return [.. Enumerable.Range(0, random.Next(1, 12)).Select(number => ($"s{number}", NextContigs(random, ancestor)))];
    }

    private static List<(string Header, string Letters)> NextContigs(Random random, byte[] ancestor)
    {
        var contigs = new List<(string, string)>();
        for (int number = random.Next(1, 6); number > 0; number--)
        {
            byte[] symbols = random.Next(8) switch
            {
                0 => RandomSymbols.Any(random, random.Next(50)),
                1 => [.. Enumerable.Repeat(Symbols.N, random.Next(300))],
                2 => RandomSymbols.WithIupac(random, random.Next(3000)),
                _ => Rearranged(random, ancestor),
            };
            contigs.Add(($"contig {number}", Text.Letter(symbols)));
        }

        return contigs;
    }

    // Stretches of the ancestor in any order and direction, some of them twice, some gone, with differences.
    private static byte[] Rearranged(Random random, byte[] ancestor)
    {
        var symbols = new List<byte>();
        for (int stretches = random.Next(1, 5); stretches > 0; stretches--)
        {
            int start = random.Next(ancestor.Length), length = random.Next(ancestor.Length - start + 1);
            byte[] stretch = ancestor.AsSpan(start, length).ToArray();
            if (random.Next(3) == 0)
                Symbols.ReverseComplement(ancestor.AsSpan(start, length), stretch);
            for (int changes = random.Next(1 + length / 100); changes > 0; changes--)
                stretch[random.Next(length)] = (byte)random.Next(random.Next(20) == 0 ? 16 : 4);
            symbols.AddRange(random.Next(4) == 0 && length < 5000 ? RandomSymbols.Relative(random, stretch) : stretch);
        }

        return [.. symbols];
    }
}

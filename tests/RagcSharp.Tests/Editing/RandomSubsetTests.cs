using RagcSharp.Tests.Faults;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Editing;

/// <summary>Random collections, and random choices of their samples, again and again.</summary>
public sealed class RandomSubsetTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Subsets_OfSubsetsGiveTheirSamplesBack() => Seeded.Run(20, random =>
    {
        string source = _folder.File("a.agc"), result = _folder.File("b.agc"), original = _folder.File("original.agc");
        var collection = new RandomCollection(random);
        Add(collection.Samples, AgcCompressor.Create(original, collection.Options with { Threads = 2 }));
        File.Copy(original, source, overwrite: true);
        var samples = Subsets.SamplesOf(source);
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            string[] choice = Choose(random, samples);
            var options = new SubsetOptions { PurgeOthers = random.Next(2) == 0, Threads = random.Next(1, 4) };
            AgcEditor.Subset(source, choice, result, options);
            Subsets.AssertHolds(original, result, choice);
            // Also of what an earlier one has left.
            if (options.PurgeOthers)
                Subsets.AssertPurged(result);
            samples = Subsets.SamplesOf(result);
            File.Move(result, source, overwrite: true);
        }

        AddRest(collection, original, source, samples);
    });

    private static string[] Choose(Random random, IReadOnlyList<string> samples)
    {
        int odds = random.Next(2, 5);
        string[] choice = [.. samples.Where(_ => random.Next(odds) > 0)];
        random.Shuffle(choice);
        return choice.Length > 0 ? choice : [samples[random.Next(samples.Count)]];
    }

    // The samples that have gone are added again.
    private static void AddRest(RandomCollection collection, string original, string path, IReadOnlyList<string> kept)
    {
        using var archive = AgcArchive.Open(original);
        var rest = archive.Samples.Except(kept).Take(20)
            .Select(sample => (sample, ExactArchive.Read(archive, new ExtractionOptions { LineLength = 1 << 20 }, sample))).ToArray();
        if (rest.Length == 0)
            return;
        Add(rest, AgcCompressor.Append(path, path, collection.Options with { TreatContigsAsSamples = false, Threads = 2 }));
        Assert.All(rest, sample => Assert.Equal(
            sample.Item2, ExactArchive.Read(path, new ExtractionOptions { LineLength = 1 << 20 }, sample.sample)));
        Subsets.AssertSound(path);
    }

    private static void Add(IEnumerable<(string Name, byte[] Fasta)> samples, AgcCompressor compressor)
    {
        using (compressor)
        {
            foreach (var (name, fasta) in samples)
                compressor.Add(name, new MemoryStream(fasta));
            compressor.Finish();
        }
    }
}

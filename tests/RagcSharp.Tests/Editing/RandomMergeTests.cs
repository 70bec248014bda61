using RagcSharp.Tests.Faults;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Editing;

/// <summary>Random collections in random shards, which are merged at once and pairwise in different orders.</summary>
public sealed class RandomMergeTests : IDisposable
{
    private static readonly ExtractionOptions Whole = new() { LineLength = 1 << 20 };

    private readonly TempDirectory _folder = new();
    private int _made;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Shards_GiveTheirSamplesBackHoweverTheyAreMerged() => Seeded.Run(15, random =>
    {
        var collection = new RandomCollection(random);
        // A sample of many contigs is a shard of many samples.
        var options = collection.Options with { TreatContigsAsSamples = false };
        string[] shards = Shards(random, options, collection.Samples);
        string atOnce = NewFile();
        var merging = new MergeOptions { Threads = random.Next(1, 4), DropEqual = random.Next(2) == 0 };
        AgcEditor.Merge(shards, atOnce, merging);
        Merges.AssertHolds(atOnce, shards);
        Assert.Equal(shards.SelectMany(Subsets.SamplesOf).Distinct(), Subsets.SamplesOf(atOnce));
        Merges.AssertHolds(MergePairwise(random, shards), shards);
        Append(random, atOnce, options);
    });

    private string NewFile() => _folder.File($"{_made++}.agc");

    // Those of a collection without its first sample have other references.
    private string[] Shards(Random random, CompressionOptions options, IReadOnlyList<(string Name, byte[] Fasta)> samples)
    {
        var shared = random.Next(3) > 0 ? samples.Take(1).ToArray() : [];
        var rest = samples.Skip(shared.Length).ToArray();
        var shards = new List<string>();
        for (int at = 0, count; at < rest.Length; at += count)
        {
            count = random.Next(1, 4);
            shards.Add(Merges.Create(
                NewFile(),
                options with { BatchSize = random.Next(2) == 0 ? options.BatchSize : random.Next(1, 12), Threads = 2 },
                shared.Concat(rest.Skip(at).Take(count))));
        }

        return [.. shards];
    }

    private string MergePairwise(Random random, string[] shards)
    {
        var left = shards.ToList();
        while (left.Count > 1)
        {
            string one = Take(random, left), other = Take(random, left), merged = NewFile();
            AgcEditor.Merge([one, other], merged, new MergeOptions { DropEqual = true, Threads = 2 });
            left.Add(merged);
        }

        return left[0];
    }

    private static string Take(Random random, List<string> left)
    {
        int place = random.Next(left.Count);
        string taken = left[place];
        left.RemoveAt(place);
        return taken;
    }

    private static void Append(Random random, string path, CompressionOptions options)
    {
        byte[] before = ExactArchive.Read(path, Whole, [.. Subsets.SamplesOf(path)]);
        string fasta = $">more\n{Text.Letter(RandomSymbols.Plain(random, random.Next(1, 5000)))}\n";
        using (var compressor = AgcCompressor.Append(path, path, options with { Threads = 2 }))
        {
            compressor.Add("more", new MemoryStream(Text.Bytes(fasta)));
            compressor.Finish();
        }

        Assert.Equal(Text.OfBytes(before) + fasta, Text.OfBytes(ExactArchive.Read(path, Whole, [.. Subsets.SamplesOf(path)])));
        Subsets.AssertSound(path, mayHaveDummies: true);
    }
}

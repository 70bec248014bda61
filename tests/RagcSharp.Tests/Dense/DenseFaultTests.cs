using RagcSharp.Archive;
using RagcSharp.Dense;
using RagcSharp.Fuzz;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Dense;

/// <summary>Dense archives that are damaged, or that another program has changed.</summary>
public sealed class DenseFaultTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Archive_DamagedInManyWaysIsReadOrRefused()
    {
        string path = Create(3);
        byte[] bytes = File.ReadAllBytes(path);
        var image = ArchiveImage.Read(path);
        using var target = new ArchiveTarget();
        Seeded.Run(200, random =>
        {
            byte[] damaged = new Mutator(random).Mutate(bytes, image);
            _ = random.Next(2) == 0 ? target.Append(damaged, isAdaptive: false) : target.Read(damaged);
        });
    }

    // As C++ AGC does when it adds samples: it leaves out what it does not know.
    [Fact]
    public void Append_GoesOnByAGCsWayWhereAnotherProgramChangedTheArchive()
    {
        string path = Create(3);
        var image = ArchiveImage.Read(path);
        image.Streams.RemoveAll(stream => stream.Name is StreamNames.Dense or StreamNames.Checks);
        File.WriteAllBytes(path, image.ToBytes());
        using (var archive = AgcArchive.Open(path))
            Assert.False(archive.ReadInfo().IsDense);
        var added = NextSample(new Random(1), 3);
        using (var compressor = AgcCompressor.Append(path, path, new CompressionOptions { Threads = 2 }))
        {
            compressor.Add("s3", new MemoryStream(added));
            _ = compressor.Finish();
        }

        using var result = AgcArchive.Open(path);
        Assert.Equal(["s0", "s1", "s2", "s3"], result.Samples);
        for (int sample = 0; sample < 4; sample++)
            Assert.Equal(NextSample(new Random(1), sample), ReadSample(result, sample));
        Assert.Equal(0, AgcArchive.Verify(path).FindingCount);
    }

    private string Create(int samples)
    {
        string path = _folder.File("a.agc");
        using var compressor = AgcCompressor.Create(path, new CompressionOptions { IsDense = true, DenseSettings = new DenseSettings(1 << 14, 3000), Threads = 1 });
        for (int sample = 0; sample < samples; sample++)
            compressor.Add($"s{sample}", new MemoryStream(NextSample(new Random(1), sample)));
        _ = compressor.Finish();
        return path;
    }

    // The same ancestor for the same seed.
    private static byte[] NextSample(Random random, int number)
    {
        byte[] symbols = RandomSymbols.Plain(random, 40_000);
        random = new Random(number);
        for (int changes = 0; changes < number * 200; changes++)
            symbols[random.Next(symbols.Length)] = (byte)random.Next(4);
        return Text.Bytes($">contig\n{Text.Letter(symbols)}\n");
    }

    private static byte[] ReadSample(AgcArchive archive, int number)
    {
        using var output = new MemoryStream();
        archive.WriteSamples([$"s{number}"], output, int.MaxValue, 1);
        return output.ToArray();
    }
}

using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Tests.Support;
using RagcSharp.Zstd;

namespace RagcSharp.Tests.Collection;

public sealed class CollectionReaderTests : IDisposable
{
    private static readonly string[] Streams =
        [StreamNames.CollectionSamples, StreamNames.CollectionContigs, StreamNames.CollectionDetails];

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void ReadBatch_GivesBackTheCollection()
    {
        Seeded.Run(30, random =>
        {
            var parameters = new Parameters(31, 20, random.Next(1, 6), 60000);
            SampleRecord[] samples = [.. Enumerable.Range(0, random.Next(1, 13)).Select(i => Sample(random, i))];
            using var archive = Open(Write(samples, parameters, out _));
            using var reader = new CollectionReaderV3(archive, parameters);
            Assert.Equal(samples.Select(s => s.Name), reader.SampleNames);
            for (int sample = 0; sample < samples.Length; sample++)
            {
                int batch = sample / reader.SamplesABatch;
                CheckEqual(samples[sample], reader.ReadBatch(batch)[sample - batch * parameters.BatchSize]);
            }

            CheckEqual(samples[0], reader.ReadBatch(0)[0]);
        });
    }

    [Fact]
    public void ReadBatch_GivesBackSamplesWithoutContigsAndContigsWithoutSegments()
    {
        var parameters = new Parameters(31, 20, 50, 60000);
        SampleRecord[] samples = [new("a"u8.ToArray(), []), new("b"u8.ToArray(), [new("c"u8.ToArray(), [])])];
        using var archive = Open(Write(samples, parameters, out _));
        using var reader = new CollectionReaderV3(archive, parameters);
        var read = reader.ReadBatch(0);
        Assert.Equal(2, read.Length);
        CheckEqual(samples[0], read[0]);
        CheckEqual(samples[1], read[1]);
    }

    [Fact]
    public void ReadBatch_RefusesAMissingBatch()
    {
        var parameters = new Parameters(31, 20, 1, 60000);
        SampleRecord[] samples = [Sample(new Random(1), 0), Sample(new Random(2), 1)];
        using var archive = Open(Write(samples, parameters, out _, batches: 1));
        using var reader = new CollectionReaderV3(archive, parameters);
        Assert.Single(reader.ReadBatch(0));
        var e = Assert.Throws<InvalidDataException>(() => reader.ReadBatch(1));
        Assert.Contains(StreamNames.CollectionContigs, e.Message, StringComparison.Ordinal);
    }

    // The parts, which come before the footer, with one byte changed: refused, or read as something else.
    [Fact]
    public void Reader_ThrowsNothingElseForDamage()
    {
        var random = new Random(3);
        var parameters = new Parameters(31, 20, 50, 60000);
        SampleRecord[] samples = [Sample(random, 0), Sample(random, 1)];
        byte[] bytes = Write(samples, parameters, out long end);
        int refused = 0;
        for (int at = 0; at < end; at++)
        {
            byte[] damaged = [.. bytes];
            damaged[at] ^= (byte)random.Next(1, 256);
            try
            {
                using var archive = Open(damaged);
                using var reader = new CollectionReaderV3(archive, parameters);
                _ = reader.ReadBatch(0);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.NotEqual(0, refused);
    }

    private ArchiveReader Open(byte[] bytes)
    {
        string path = _directory.File("a.agc");
        File.WriteAllBytes(path, bytes);
        return new ArchiveReader(path);
    }

    private static byte[] Write(SampleRecord[] samples, Parameters parameters, out long end, int batches = int.MaxValue)
    {
        using var file = new MemoryStream();
        using var zstd = new ZstdContext();
        using NativeBuffer payload = new(), scratch = new();
        var writer = new ArchiveWriter(file);
        Append(new SampleNamesContent(0, [.. samples.Select(s => s.Name)]));
        foreach (var batch in samples.Chunk(parameters.BatchSize).Take(batches))
        {
            Append(new ContigNamesContent(1, batch));
            Append(new SegmentDetailsContent(2, batch, (uint)(parameters.SegmentSize + parameters.KmerLength)));
        }

        end = writer.Length;
        writer.Finish(Streams);
        return file.ToArray();

        void Append(PartContent content)
        {
            ulong metadata = content.Encode(payload, zstd, scratch);
            writer.Append(content.Stream, metadata, payload.AsSpan());
        }
    }

    private static SampleRecord Sample(Random random, int number)
    {
        var contigs = new List<ContigRecord>();
        for (int i = random.Next(6); i > 0; i--)
        {
            var segments = new SegmentDescriptor[random.Next(4) == 0 ? 0 : random.Next(20)];
            for (int s = 0; s < segments.Length; s++)
            {
                uint length = random.Next(3) == 0 ? (uint)random.Next() : (uint)random.Next(59_000, 62_000);
                segments[s] = new SegmentDescriptor((uint)random.Next(30), (uint)random.Next(60), length, random.Next(2) == 0);
            }

            contigs.Add(new ContigRecord(Text.Bytes($"chr{random.Next(12)} of {number}"), segments));
        }

        return new SampleRecord(Text.Bytes($"sample {number}"), contigs);
    }

    private static void CheckEqual(SampleRecord expected, SampleRecord actual)
    {
        Assert.Equal(expected.Name, actual.Name);
        Assert.Equal(expected.Contigs.Select(c => Text.OfBytes(c.Name)), actual.Contigs.Select(c => Text.OfBytes(c.Name)));
        Assert.Equal(expected.Contigs.Select(c => c.Segments), actual.Contigs.Select(c => c.Segments));
    }
}

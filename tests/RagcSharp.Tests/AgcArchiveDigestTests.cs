using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;
using RagcSharp.Zstd;

namespace RagcSharp.Tests;

public sealed class AgcArchiveDigestTests : IDisposable
{
    private static readonly string Toy = new GoldenCase("toy").Archive;

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Digest_ComesInTheOrderAskedFor()
    {
        using var archive = AgcArchive.Open(Toy);
        var digests = archive.ComputeDigests(["b", "ref", "b"], 2).ToList();
        Assert.Equal(["b", "ref", "b"], digests.Select(digest => digest.Sample));
        Assert.Equal(digests[0].Contigs, digests[2].Contigs);
        Assert.Equal(digests[0].Collection, digests[2].Collection);
        Assert.Equal([("r1", 21L), ("r2", 16L)], digests[1].Contigs.Select(contig => (contig.Name, contig.Length)));
        Assert.Equal(["r1", "r2 x"], archive.ComputeDigests(["ref"], 1, hasFullNames: true).Single().Contigs.Select(contig => contig.Name));
        Assert.Empty(archive.ComputeDigests([], 1));
    }

    [Fact]
    public void Digest_LooksUpSamplesAtOnce()
    {
        using var archive = AgcArchive.Open(Toy);
        Assert.Throws<ArgumentException>(() => archive.ComputeDigests(["a", "nobody"], 1));
        Assert.ThrowsAny<ArgumentException>(() => archive.ComputeDigests(["a"], 0));
        Assert.ThrowsAny<ArgumentException>(() => archive.ComputeDigests(null!, 1));
    }

    [Fact]
    public void Digest_CanBeGivenUp()
    {
        using var archive = AgcArchive.Open(Toy);
        using var cancellation = new CancellationTokenSource();
        using var digests = archive.ComputeDigests(["a", "b"], 2, cancellation: cancellation.Token).GetEnumerator();
        Assert.True(digests.MoveNext());
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => digests.MoveNext());
    }

    [Fact]
    public void Symbols_WithoutLettersHaveNoDigest()
    {
        string damaged = _directory.File("damaged.agc");
        ArchiveCopy.Write(Toy, damaged, (stream, part) =>
        {
            if (stream != StreamNames.Delta(1))
                return null;
            byte[] payload = Payload(stream, part);
            Assert.Equal(1, payload.Count(symbol => symbol == 0x7F));
            payload[5] = 30;
            return payload;
        });
        using var archive = AgcArchive.Open(damaged);
        var e = Assert.Throws<InvalidDataException>(() => archive.ComputeDigests(archive.Samples, 2).ToList());
        Assert.Matches("sample .*, contig .*, segment 0: a symbol that stands for no letter", e.Message);
    }

    [Fact]
    public void Names_ThatAreNotUtf8HaveNoDigest()
    {
        string strange = _directory.File("strange.agc");
        ArchiveCopy.Write(Toy, strange, (stream, part) => stream == StreamNames.CollectionContigs
            ? Renamed(Payload(stream, part))
            : null);
        using var archive = AgcArchive.Open(strange);
        Assert.Equal("r2", archive.ComputeDigests(["ref"], 1).Single().Contigs[1].Name);
        var e = Assert.Throws<InvalidDataException>(() => archive.ComputeDigests(["ref"], 1, hasFullNames: true).ToList());
        Assert.Contains("is not UTF-8", e.Message, StringComparison.Ordinal);
    }

    private static byte[] Payload(string stream, int part)
    {
        using var archive = new ArchiveReader(Toy);
        using var payload = new NativeBuffer();
        _ = archive.Read(stream, part, payload);
        return payload.AsSpan().ToArray();
    }

    // The header "r2 x" with another last letter, of Latin 1.
    private static byte[] Renamed(byte[] payload)
    {
        using var zstd = new ZstdContext();
        byte[] names = new byte[1000];
        int length = zstd.Decompress(payload, names);
        int place = names.AsSpan(0, length).IndexOf("r2 x"u8);
        Assert.InRange(place, 0, length);
        names[place + 3] = 0xE9;
        byte[] renamed = new byte[ZstdContext.CompressBound(length)];
        return renamed[..zstd.Compress(names.AsSpan(0, length), renamed, level: 18)];
    }
}

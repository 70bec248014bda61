using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Archive;

/// <summary>What ArchiveWriter writes and ArchiveReader reads.</summary>
public sealed class ArchiveFileTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Writer_FollowsTheFormat()
    {
        byte[] bytes = Write(["ab", "c"], (1, 300, [7, 8]), (0, 0, [9]), (1, 5, []));
        Assert.Equal(
            "02012C0708" + "0009" + "0105"
            + "0102"
            + "616200" + "0101" + "00" + "01050101"
            + "6300" + "0102" + "00" + "000102" + "010700"
            + "1700000000000000",
            Convert.ToHexString(bytes));
    }

    [Fact]
    public void Reader_GivesBackParts()
    {
        Seeded.Run(20, random =>
        {
            string[] names = [.. Enumerable.Range(0, random.Next(1, 20)).Select(i => $"stream-{i}")];
            (int Stream, ulong Metadata, byte[] Payload)[] parts = [.. Enumerable.Range(0, random.Next(50)).Select(_ =>
                (random.Next(names.Length), (ulong)random.NextInt64() >> random.Next(64), Bytes(random)))];
            byte[] file = Write(names, parts);
            using var reader = Open(file);
            using var payload = new NativeBuffer();
            Assert.Equal(names, reader.Streams);
            Assert.Equal(file.Length, reader.Length);
            for (int stream = 0; stream < names.Length; stream++)
            {
                var expected = parts.Where(part => part.Stream == stream).ToArray();
                Assert.True(reader.Has(names[stream]));
                Assert.Equal(expected.Select(part => (long)part.Payload.Length), reader.Parts(names[stream]).Select(p => p.Size));
                for (int i = 0; i < expected.Length; i++)
                {
                    // The metadata of a part of no bytes is not read.
                    ulong metadata = expected[i].Payload.Length == 0 ? 0 : expected[i].Metadata;
                    Assert.Equal(metadata, reader.Read(names[stream], i, payload));
                    Assert.Equal(expected[i].Payload, payload.AsSpan().ToArray());
                }
            }
        });

        static byte[] Bytes(Random random)
        {
            var bytes = new byte[random.Next(3) == 0 ? 0 : random.Next(500)];
            random.NextBytes(bytes);
            return bytes;
        }
    }

    [Fact]
    public void Reader_KnowsNoOtherStreamsAndParts()
    {
        using var reader = Open(Write(["a"], (0, 1, [1])));
        using var payload = new NativeBuffer();
        Assert.False(reader.Has("b"));
        Assert.Empty(reader.Parts("b"));
        Assert.Throws<InvalidDataException>(() => reader.Read("b", 0, payload));
        Assert.Throws<InvalidDataException>(() => reader.Read("a", 1, payload));
        Assert.Throws<InvalidDataException>(() => reader.Read("a", -1, payload));
    }

    [Fact]
    public void Reader_RefusesEveryCutFile()
    {
        byte[] bytes = Write(["ab", "c", "empty"], (1, 300, [7, 8]), (0, 0, [9, 9, 9, 9, 9, 9, 9, 9, 9, 9]), (1, 5, []));
        for (int length = 0; length < bytes.Length; length++)
            CheckRefuses(bytes[..length]);
    }

    [Fact]
    public void Reader_ThrowsNothingElseForDamage()
    {
        byte[] bytes = Write(["ab", "c", "empty"], (1, 300, [7, 8]), (0, 0, [9, 9, 9]), (1, 5, []));
        int refused = 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            foreach (byte value in (byte[])[0, 1, 8, 9, 0x7F, 0x80, 0xFF, (byte)(bytes[at] + 1)])
            {
                byte[] damaged = [.. bytes];
                damaged[at] = value;
                refused += ReadsAll(damaged) ? 0 : 1;
            }
        }

        Assert.NotEqual(0, refused);
    }

    [Theory]
    [InlineData("0101" + "6100" + "0101" + "00" + "0103" + "0100")]
    [InlineData("0101" + "6100" + "0101" + "00" + "00" + "0104")]
    [InlineData("0101" + "6100" + "0101" + "00" + "08FFFFFFFFFFFFFFFF" + "0102")]
    [InlineData("0101" + "6100" + "0101" + "00" + "0101" + "08FFFFFFFFFFFFFFFF")]
    [InlineData("0101" + "6100" + "08FFFFFFFFFFFFFFFF" + "00")]
    [InlineData("0101" + "6100" + "0102" + "00" + "00" + "0102")]
    [InlineData("0102" + "6100" + "00" + "00")]
    [InlineData("0102" + "6100" + "00" + "00" + "6100" + "00" + "00")]
    [InlineData("0101" + "61")]
    [InlineData("0101" + "6100" + "00" + "00" + "00")]
    [InlineData("08FFFFFFFFFFFFFFFF")]
    public void Reader_RefusesWrongFooters(string footer)
    {
        byte[] directory = Convert.FromHexString(footer);
        byte[] bytes = [0, 1, 2, .. directory, .. BitConverter.GetBytes((ulong)directory.Length)];
        CheckRefuses(bytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(12)]
    public void Reader_RefusesWrongSizesOfTheFooter(long size) => CheckRefuses([.. new byte[11], .. BitConverter.GetBytes(size)]);

    [Fact]
    public void Reader_RefusesAPartWhoseMetadataReachesIntoTheFooter()
    {
        byte[] directory = Convert.FromHexString("0101" + "6100" + "0101" + "00" + "00" + "0103");
        Assert.False(ReadsAll([5, 1, 2, .. directory, .. BitConverter.GetBytes((ulong)directory.Length)]));
        Assert.False(ReadsAll([1, 1, 2, .. directory, .. BitConverter.GetBytes((ulong)directory.Length)]));
        Assert.False(ReadsAll([9, 1, 2, .. directory, .. BitConverter.GetBytes((ulong)directory.Length)]));
    }

    // Metadata of nine bytes, and metadata that takes more than there is.
    [Theory]
    [InlineData(9)]
    [InlineData(8)]
    [InlineData(2)]
    public void Read_NamesFileStreamAndPartOfDamage(byte length)
    {
        byte[] directory = Convert.FromHexString("0101" + "6100" + "0101" + "00" + "00" + "0102");
        using var reader = Open([length, 1, 2, .. directory, .. BitConverter.GetBytes((ulong)directory.Length)]);
        using var payload = new NativeBuffer();
        var e = Assert.Throws<InvalidDataException>(() => reader.Read("a", 0, payload));
        Assert.StartsWith($"{reader.Path}: stream a, part 0: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reader_NamesTheFile()
    {
        string path = _directory.File("text.agc");
        File.WriteAllText(path, "this is no archive at all");
        Assert.StartsWith(path, Assert.Throws<InvalidDataException>(() => new ArchiveReader(path)).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<IOException>(() => new ArchiveReader(_directory.File("none.agc")));
    }

    [Fact]
    public void Reader_TakesAnArchiveWithoutStreams()
    {
        using var reader = Open(Write([]));
        Assert.Empty(reader.Streams);
    }

    private static byte[] Write(string[] names, params (int Stream, ulong Metadata, byte[] Payload)[] parts)
    {
        using var file = new MemoryStream();
        var writer = new ArchiveWriter(file);
        foreach (var (stream, metadata, payload) in parts)
            writer.Append(stream, metadata, payload);
        writer.Finish(names);
        Assert.Equal(file.Length, writer.Length);
        return file.ToArray();
    }

    private ArchiveReader Open(byte[] bytes)
    {
        string path = _directory.File("a.agc");
        File.WriteAllBytes(path, bytes);
        return new ArchiveReader(path);
    }

    private void CheckRefuses(byte[] bytes)
    {
        var e = Record.Exception(() => Open(bytes).Dispose());
        Assert.True(e is InvalidDataException or IOException, $"{bytes.Length} bytes: {e?.ToString() ?? "accepted"}");
    }

    // False when it refuses something; other exceptions go through.
    private bool ReadsAll(byte[] bytes)
    {
        try
        {
            using var reader = Open(bytes);
            using var payload = new NativeBuffer();
            foreach (string stream in reader.Streams)
            {
                for (int part = 0; part < reader.Parts(stream).Count; part++)
                    _ = reader.Read(stream, part, payload);
            }

            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}

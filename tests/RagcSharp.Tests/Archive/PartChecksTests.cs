using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Archive;

/// <summary>The stream with the checks, as ArchiveWriter writes and ArchiveReader reads it.</summary>
public sealed class PartChecksTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Writer_FollowsTheDescription()
    {
        const string Parts = "02012C0708" + "0105";
        const string Directory = "0103" + "616200" + "0102" + "00" + "000102" + "010500" + "6300" + "00" + "00"
            + "726167632D636865636B7300" + "0101" + "00" + "0107" + "0118";
        byte[] directory = [.. Convert.FromHexString(Directory), (byte)(Directory.Length / 2), 0, 0, 0, 0, 0, 0, 0];
        byte[] checks =
        [
            .. BitConverter.GetBytes(Crc32C.Of(Convert.FromHexString("02012C0708"))),
            .. BitConverter.GetBytes(Crc32C.Of(Convert.FromHexString("0105"))),
            .. BitConverter.GetBytes(Crc32C.Of(directory)),
        ];
        checks = [0, .. checks, .. BitConverter.GetBytes(Crc32C.Of(checks)), .. "ragc-crc"u8];
        byte[] expected = [.. Convert.FromHexString(Parts), .. checks, .. directory];
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(Write(["ab", "c"], (0, 300, [7, 8]), (0, 5, []))));
    }

    [Fact]
    public void Reader_GivesBackPartsWithChecks()
    {
        Seeded.Run(20, random =>
        {
            string[] names = [.. Enumerable.Range(0, random.Next(1, 20)).Select(i => $"stream-{i}")];
            (int Stream, ulong Metadata, byte[] Payload)[] parts = [.. Enumerable.Range(0, random.Next(50)).Select(_ =>
                (random.Next(names.Length), (ulong)random.NextInt64() >> random.Next(64), RandomSymbols.Plain(random, random.Next(40))))];
            using var reader = Open(Write(names, parts));
            using var payload = new NativeBuffer();
            Assert.True(reader.HasChecks);
            Assert.True(reader.AreChecksIntact);
            Assert.Equal([.. names, "ragc-checks"], reader.Streams);
            for (int stream = 0; stream < names.Length; stream++)
            {
                var expected = parts.Where(part => part.Stream == stream).ToArray();
                for (int i = 0; i < expected.Length; i++)
                {
                    Assert.Equal(expected[i].Metadata, reader.ReadWhole(names[stream], i, payload, out _));
                    Assert.Equal(expected[i].Payload, payload.AsSpan().ToArray());
                }
            }
        });
    }

    // Whether it is refused at once, or with the part, or belongs to the checks alone.
    [Fact]
    public void Reader_FindsEveryChangedByte()
    {
        byte[] bytes = Write(["ab", "c", "empty"], (1, 300, [7, 8]), (0, 0, [9, 9, 9]), (1, 5, []), (0, 1, [0]));
        for (int at = 0; at < bytes.Length; at++)
        {
            for (int value = 0; value < 256; value++)
            {
                if (value == bytes[at])
                    continue;
                byte[] damaged = [.. bytes];
                damaged[at] = (byte)value;
                Assert.False(IsSound(damaged), $"byte {at} = {value:x2}, was {bytes[at]:x2}");
            }
        }
    }

    [Fact]
    public void Reader_NamesFileStreamAndPart()
    {
        byte[] bytes = Write(["ab", "c"], (0, 300, [7, 8]), (0, 300, [7, 9]));
        bytes[8]++;
        using var reader = Open(bytes);
        using var payload = new NativeBuffer();
        Assert.Equal(300ul, reader.Read("ab", 0, payload));
        string message = Assert.Throws<InvalidDataException>(() => reader.Read("ab", 1, payload)).Message;
        Assert.StartsWith($"{reader.Path}: stream ab, part 1: damaged: 5 bytes with check ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reader_GivesPartsWhoseChecksAreIntact()
    {
        byte[] bytes = Write(["ab"], (0, 300, [7, 8]), (0, 300, [7, 9]));
        // The check of part 0 stands behind both parts and the metadata.
        bytes[11]++;
        using var reader = Open(bytes);
        using var payload = new NativeBuffer();
        Assert.False(reader.AreChecksIntact);
        Assert.Equal(300ul, reader.Read("ab", 1, payload));
        string message = Assert.Throws<InvalidDataException>(() => reader.Read("ab", 0, payload)).Message;
        Assert.EndsWith("but stream ragc-checks is damaged itself", message, StringComparison.Ordinal);
    }

    // As a program might that keeps streams which it does not know, or the end of the file which it does not.
    [Fact]
    public void Reader_RefusesChecksThatAreNotOfThisFile()
    {
        byte[] bytes = Write(["ab"], (0, 300, [7, 8]));
        int checks = bytes.AsSpan().IndexOf("ragc-crc"u8) + 8;
        CheckRefused([.. bytes[..checks], 1, .. bytes[checks..]], "does not end where the directory begins");
        byte[] footer = Convert.FromHexString("0101" + "616200" + "0101" + "00" + "000102");
        CheckRefused([.. bytes[..checks], .. footer, .. BitConverter.GetBytes((long)footer.Length)], "damaged");
    }

    [Fact]
    public void Reader_KnowsArchivesWithoutChecks()
    {
        using var file = new MemoryStream();
        new ArchiveWriter(file).Finish(["a"]);
        using var reader = Open(file.ToArray());
        Assert.False(reader.HasChecks);
        Assert.True(reader.AreChecksIntact);
    }

    private static byte[] Write(string[] names, params (int Stream, ulong Metadata, byte[] Payload)[] parts)
    {
        using var file = new MemoryStream();
        var writer = new ArchiveWriter(file);
        foreach (var (stream, metadata, payload) in parts)
            writer.Append(stream, metadata, payload);
        writer.Finish(names, withChecks: true);
        Assert.Equal(file.Length, writer.Length);
        return file.ToArray();
    }

    private ArchiveReader Open(byte[] bytes)
    {
        string path = _directory.File("a.agc");
        File.WriteAllBytes(path, bytes);
        return new ArchiveReader(path);
    }

    private void CheckRefused(byte[] bytes, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => Open(bytes).Dispose()).Message, StringComparison.Ordinal);

    private bool IsSound(byte[] bytes)
    {
        try
        {
            using var reader = Open(bytes);
            using var payload = new NativeBuffer();
            foreach (string stream in reader.Streams)
            {
                for (int part = 0; part < reader.Parts(stream).Count; part++)
                    _ = reader.ReadWhole(stream, part, payload, out _);
            }

            return reader.HasChecks && reader.AreChecksIntact;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}

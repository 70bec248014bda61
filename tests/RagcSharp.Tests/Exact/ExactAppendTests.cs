using RagcSharp.Archive;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Exact;

/// <summary>Adding samples to archives that keep texts, and to others.</summary>
public sealed class ExactAppendTests : IDisposable
{
    private static readonly byte[][] Files = [.. Enumerable.Range(0, 7).Select(seed => RandomFasta.Next(new Random(seed)))];

    private readonly TempDirectory _folder = new();

    private string Archive => _folder.File("a.agc");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void Append_GivesBackWhatWasThereAndWhatWasAdded(int first)
    {
        ExactArchive.Create(Archive, ExactArchive.Options, Files[..first]);
        ExactArchive.Append(Archive, ExactArchive.Options, first, Files[first..]);
        using var archive = AgcArchive.Open(Archive);
        for (int i = 0; i < Files.Length; i++)
            Assert.Equal(Text.OfBytes(Files[i]), Text.OfBytes(ExactArchive.Read(archive, new(), $"a{i}")));
    }

    [Fact]
    public void Append_GivesTheStreamThatCreatingInOneGoGives()
    {
        ExactArchive.Create(Archive, ExactArchive.Options, Files);
        byte[][] expected = Parts();
        ExactArchive.Create(Archive, ExactArchive.Options, Files[..2]);
        for (int i = 2; i < Files.Length; i++)
            ExactArchive.Append(Archive, ExactArchive.Options, i, Files[i]);
        Assert.Equal(expected, Parts());
    }

    [Fact]
    public void Append_KeepsTextsFromThenOnWhereNoneWereKept()
    {
        var plain = ExactArchive.Options with { PreserveText = false };
        ExactArchive.Create(Archive, plain, Text.Bytes(">a\nAC\nGT\n"), Text.Bytes(">a\nac"));
        ExactArchive.Append(Archive, ExactArchive.Options, 2, Text.Bytes(">a\nac"));
        Assert.Equal(">a\nACGT\n>a\nAC\n>a\nac", Text.OfBytes(ExactArchive.Read(Archive, new(), "a0", "a1", "a2")));
        ExactArchive.Append(Archive, ExactArchive.Options, 3, Text.Bytes(">b\rT"));
        Assert.Equal(">a\nAC\n>a\nac\n>b\rT", Text.OfBytes(ExactArchive.Read(Archive, new(), "a1", "a2", "a3")));
        Assert.Equal([0, 0], Parts()[..2].Select(part => part.Length));
    }

    [Fact]
    public void Append_LosesNoTextsUnasked()
    {
        ExactArchive.Create(Archive, ExactArchive.Options, Text.Bytes(">a\nac"));
        byte[] before = File.ReadAllBytes(Archive);
        var plain = ExactArchive.Options with { PreserveText = false };
        string message = Assert.Throws<InvalidDataException>(() => ExactArchive.Append(Archive, plain, 1, Text.Bytes(">a\nAC"))).Message;
        Assert.StartsWith(Archive + ": ", message, StringComparison.Ordinal);
        Assert.Contains("--exact", message, StringComparison.Ordinal);
        Assert.Contains("--plain", message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Archive));
        Assert.Throws<ArgumentException>(() => ExactArchive.Append(Archive, ExactArchive.Options with { DropText = true }, 1, Files[0]));
    }

    [Fact]
    public void Append_DropsTextsWhenAskedTo()
    {
        var plain = ExactArchive.Options with { PreserveText = false, DropText = true };
        ExactArchive.Create(Archive, ExactArchive.Options, Text.Bytes(">a\nac"));
        ExactArchive.Append(Archive, plain, 1, Text.Bytes(">b\nGT\n"));
        byte[] dropped = File.ReadAllBytes(Archive);
        ExactArchive.Create(Archive, plain, Text.Bytes(">a\nac"), Text.Bytes(">b\nGT\n"));
        Assert.Equal(File.ReadAllBytes(Archive), dropped);
    }

    private byte[][] Parts()
    {
        using var reader = new ArchiveReader(Archive);
        using var payload = new RagcSharp.Memory.NativeBuffer();
        // Whatever comes to be added, C++ AGC wants its own streams first.
        Assert.Equal(StreamNames.ExactSamples, reader.Streams.First(name => name.StartsWith("ragc-", StringComparison.Ordinal)));
        Assert.Equal(StreamNames.ExactSamples, reader.Streams.SkipWhile(name => name != StreamNames.FileTypeInfo).Skip(1).First());
        return [.. Enumerable.Range(0, reader.Parts(StreamNames.ExactSamples).Count).Select(part =>
        {
            reader.Read(StreamNames.ExactSamples, part, payload);
            return payload.AsSpan().ToArray();
        })];
    }
}

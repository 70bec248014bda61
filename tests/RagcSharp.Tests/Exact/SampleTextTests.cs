using RagcSharp.Archive;
using RagcSharp.Exact;
using RagcSharp.Memory;
using RagcSharp.Tests.Support;
using RagcSharp.Zstd;

namespace RagcSharp.Tests.Exact;

/// <summary>The bytes of a part, and what becomes of damaged ones.</summary>
public sealed class SampleTextTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    private string Archive => _folder.File("a.agc");

    public void Dispose() => _folder.Dispose();

    // Version; for each block: track, start, number of items, then the planes: of both numbers the first bytes and the other ones, and
    // the text. A plane: its length and, unless that is 0, a 0 for "not compressed" and its bytes.
    [Theory]
    [InlineData(">a\nACGT\n", "01")]
    [InlineData(">a\nAC\nGT\nA\n", "01" + "01" + "00" + "01" + "010001" + "00" + "010007" + "00" + "00")]
    [InlineData(">a\r\nAC\r\n", "01" + "01" + "00" + "01" + "010000" + "00" + "010002" + "00" + "00")]
    [InlineData(">a\nAC", "01" + "01" + "00" + "01" + "010001" + "00" + "010004" + "00" + "00")]
    [InlineData(">a\n\n", "01" + "01" + "00" + "01" + "010001" + "00" + "010000" + "00" + "00")]
    [InlineData(">a\nACgt\n>b\nacG\n", "01" + "03" + "00" + "01" + "010003" + "00" + "010005" + "00" + "00")]
    [InlineData(">a\nA--C\n", "01" + "04" + "00" + "01" + "010002" + "00" + "010002" + "00" + "01002D")]
    [InlineData(">a\nAXC\n", "01" + "04" + "00" + "01" + "010002" + "00" + "010001" + "00" + "010058")]
    [InlineData(">a\n>\u00e9\n", "01" + "02" + "00" + "01" + "010001" + "00" + "010001" + "00" + "0100E9")]
    [InlineData("\n>a\n", "01" + "00" + "00" + "01" + "010000" + "00" + "010001" + "00" + "01000A")]
    public void Part_FollowsTheDescription(string file, string expected)
    {
        ExactArchive.Create(Archive, ExactArchive.Options, Text.Bytes(file));
        Assert.Equal(expected, Convert.ToHexString(Part()));
    }

    [Fact]
    public void Part_OfManyItemsHasTwoPlanesANumber()
    {
        var blocks = new List<TrackBlock>();
        int full = 0;
        var writer = new TrackWriter(Track.Case, blocks, _ => full++);
        for (int i = 0; i < 100_000; i++)
            writer.Add(i, 200, [(byte)i], i + 200);
        Assert.Equal((2, 1), (blocks.Count, full));
        using var zstd = new ZstdContext();
        using var part = new NativeBuffer();
        using (var text = new ExactText(blocks))
            text.MoveTo(part, zstd);
        using var stored = new SampleText(NativeBuffer.CopyOf(part.AsSpan()));
        var reader = stored.Read(Track.Case);
        for (int i = 0; i < 100_000; i++)
        {
            Assert.True(reader.MoveNext());
            Assert.Equal(((uint)i, 200u, (byte)i), (reader.First, reader.Second, reader.TakeText(1)[0]));
        }

        Assert.False(reader.MoveNext());
        long place = 65_536L * (65_535 + 400) / 2;
        Assert.Equal((0L, place), (reader.Seek(place), reader.Seek(place + 1)));
        Assert.True(reader.MoveNext());
        Assert.Equal(65_536u, reader.First);
    }

    [Fact]
    public void Damage_IsToldAndNothingElse()
    {
        byte[] file = Text.Bytes(">a\u00e9\nACgtX-XXacgtNNnn\nAC\n\nacgtACGTacgtACGT\r\n>b\nac-gt");
        ExactArchive.Create(_folder.File("whole.agc"), ExactArchive.Options, file, file);
        ExactArchive.Create(Archive, ExactArchive.Options, file);
        byte[] part = Part();
        int refused = 0;
        for (int at = 0; at < part.Length; at++)
        {
            foreach (byte value in (byte[])[0, 5, 0x80, 0xFF, (byte)(part[at] + 1)])
                refused += IsRefused([.. part[..at], value, .. part[(at + 1)..]]) ? 1 : 0;
            Assert.True(at == 0 || IsRefused(part[..at]) || IsBoundary(part, at), $"{at} of {part.Length} bytes are enough");
        }

        Assert.NotEqual(0, refused);
    }

    // True when it is refused with a message that tells the place.
    private bool IsRefused(byte[] part)
    {
        ArchiveCopy.Write(
            _folder.File("whole.agc"), Archive, (stream, number) => stream == StreamNames.ExactSamples && number == 1 ? part : null);
        var error = Record.Exception(() => ExactArchive.Read(Archive, new(), "a1"));
        if (error is null)
            return false;
        Assert.IsType<InvalidDataException>(error);
        Assert.StartsWith($"{Archive}: sample a1, stream {StreamNames.ExactSamples}: ", error.Message, StringComparison.Ordinal);
        return true;
    }

    // A part that ends behind a block is one, of another text.
    private static bool IsBoundary(byte[] part, int length)
    {
        int at = 1;
        while (at < length)
            _ = StoredBlock.Scan(part, ref at);
        return at == length;
    }

    private byte[] Part()
    {
        using var reader = new ArchiveReader(Archive);
        using var payload = new NativeBuffer();
        Assert.Single(reader.Parts(StreamNames.ExactSamples));
        reader.Read(StreamNames.ExactSamples, 0, payload);
        return payload.AsSpan().ToArray();
    }
}

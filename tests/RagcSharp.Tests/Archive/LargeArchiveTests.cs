using RagcSharp.Archive;
using RagcSharp.Files;
using RagcSharp.Memory;
using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Archive;

/// <summary>Archives of more than 4 GiB: nothing but holes before the parts, so that neither disk nor time is needed for them.</summary>
public sealed class LargeArchiveTests : IDisposable
{
    private const long FourGiB = 4L << 30;

    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("many-samples-b10")]
    [InlineData("version2")]
    public void Parts_BeyondFourGiBAreReadAsAnyOthers(string name)
    {
        string golden = new GoldenCase(name).Archive, large = _folder.File("large.agc");
        using (var file = new FileStream(large, FileMode.CreateNew))
        using (var reader = new ArchiveReader(golden))
            Copy(reader, new ArchiveWriter(new HoleStream(file)));
        Assert.True(new FileInfo(large).Length > FourGiB);
        using (var reader = new ArchiveReader(large))
            Assert.All(reader.Streams.Skip(1), stream => Assert.All(reader.Parts(stream), part => Assert.True(part.Offset > FourGiB)));

        using AgcArchive expected = AgcArchive.Open(golden), actual = AgcArchive.Open(large);
        Assert.Equal(expected.Samples, actual.Samples);
        foreach (string sample in expected.Samples)
            Assert.Equal(Extracted.Contigs(expected, sample), Extracted.Contigs(actual, sample));
        Assert.Equal(expected.ReadInfo().Bases, actual.ReadInfo().Bases);
        Assert.Equal(new FileInfo(large).Length, actual.ReadInfo().FileSize);
    }

    // A stream of nothing comes first, in parts of more than a gigabyte.
    private static void Copy(ArchiveReader from, ArchiveWriter to)
    {
        const int FillerPart = 1 << 30;
        using NativeBuffer payload = new(), filler = new();
        filler.SetLength(FillerPart);
        for (long filled = 0; filled <= FourGiB; filled += FillerPart)
            to.Append(0, 0, filler.AsSpan());
        for (int i = 0; i < from.Streams.Count; i++)
        {
            string stream = from.Streams[i];
            for (int part = 0; part < from.Parts(stream).Count; part++)
            {
                ulong metadata = from.Read(stream, part, payload);
                to.Append(i + 1, metadata, payload.AsSpan());
            }
        }

        to.Finish(["ragc-filler", .. from.Streams]);
    }

    /// <summary>Leaves a hole in the file wherever much is written at once; what it is does not matter then.</summary>
    private sealed class HoleStream(FileStream file) : WriteOnlyStream
    {
        private const int Large = 1 << 20;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (buffer.Length >= Large)
                file.Seek(buffer.Length, SeekOrigin.Current);
            else
                file.Write(buffer);
        }

        public override void Flush() => file.Flush();
    }
}

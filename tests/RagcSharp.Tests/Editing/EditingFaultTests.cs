using RagcSharp.Archive;
using RagcSharp.Fuzz;
using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Editing;

/// <summary>Archives that are damaged, or made wrong on purpose: what is made of them is right, or not made.</summary>
public sealed class EditingFaultTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly ArchiveTarget _target = new();

    public static TheoryData<string> Files => [.. CorruptFiles.Names];

    private string Archive => _folder.File("a.agc");

    private string Result => _folder.File("b.agc");

    public void Dispose()
    {
        _folder.Dispose();
        _target.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void DamagedPart_GivesAnErrorAndNoFile(bool isPurged)
    {
        new GoldenCase("small-segments").Create(Archive, 2);
        byte[] sound = File.ReadAllBytes(Archive);
        string[] samples = [.. Subsets.SamplesOf(Archive).Skip(1)];
        byte[] expected = ExactArchive.Read(Archive, new(), samples);
        int refused = 0;
        var parts = Parts.Middles(Archive);
        foreach (var (stream, at) in parts)
        {
            byte[] damaged = [.. sound];
            damaged[at] ^= 0x10;
            File.WriteAllBytes(Archive, damaged);
            try
            {
                AgcEditor.Subset(Archive, samples, Result, new SubsetOptions { PurgeOthers = isPurged, Threads = 2 });
                // A part that nobody needs any more.
                Assert.Equal(expected, ExactArchive.Read(Result, new(), samples));
                Assert.Equal(0, AgcArchive.Verify(Result).FindingCount);
                File.Delete(Result);
            }
            catch (InvalidDataException e)
            {
                refused++;
                Assert.StartsWith(Archive + ": ", e.Message, StringComparison.Ordinal);
                Assert.Contains(stream, e.Message, StringComparison.Ordinal);
                Assert.Equal(["a.agc"], _folder.Names);
            }

            Assert.ThrowsAny<InvalidDataException>(() => AgcEditor.Rename(Archive, [KeyValuePair.Create(samples[0], "x")], Result));
            Assert.Equal(["a.agc"], _folder.Names);
        }

        Assert.InRange(refused, parts.Length / 2, parts.Length);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void CorruptArchive_IsRefusedOrEdited(string name)
    {
        byte[] bytes = CorruptFiles.Bytes(name);
        string?[] answers = [_target.Subset(bytes, isPurged: false), _target.Subset(bytes, isPurged: true), _target.Rename(bytes)];
        Assert.All(answers.OfType<string>(), answer => Assert.StartsWith("FILE: ", answer, StringComparison.Ordinal));
    }

    [Fact]
    public void ReferenceOfMoreThanTheFileCanJustify_IsToldWithTheFile()
    {
        // Of one letter, so that it is small until it is put together.
        const int Length = 60_000_000;
        var archive = new SoundArchive(Length) { Reference = new byte[Length] };
        Assert.StartsWith("FILE: ", _target.Subset(archive.ToBytes(), isPurged: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Streams_OfANewerVersionAreNotLost()
    {
        AddStream("ragc-future");
        foreach (Action edit in (Action[])
            [() => AgcEditor.Subset(Archive, ["ref"], Result), () => AgcEditor.Merge([Archive], Result), () => AgcEditor.Rename(Archive, [KeyValuePair.Create("ref", "x")], Result)])
        {
            string message = Assert.Throws<InvalidDataException>(edit).Message;
            Assert.StartsWith($"{Archive}: stream ragc-future is of a newer ragc-sharp", message, StringComparison.Ordinal);
            Assert.Equal(["a.agc"], _folder.Names);
        }
    }

    [Fact]
    public void Cancellation_LeavesNothing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        string archive = new GoldenCase("names").Archive;
        string sample = Subsets.SamplesOf(archive)[0];
        Assert.Throws<OperationCanceledException>(() => AgcEditor.Subset(archive, [sample], Result, cancellation: source.Token));
        Assert.Throws<OperationCanceledException>(
            () => AgcEditor.Rename(archive, [KeyValuePair.Create(sample, "x")], Result, cancellation: source.Token));
        Assert.Empty(_folder.Names);
    }

    private void AddStream(string name)
    {
        using var output = new MemoryStream();
        ArchiveCopy.Write(new GoldenCase("toy").Archive, Archive, (_, _) => null);
        using var source = new ArchiveReader(Archive);
        var writer = new ArchiveWriter(output);
        using var payload = new RagcSharp.Memory.NativeBuffer();
        foreach (var (stream, id) in source.Streams.Select((stream, id) => (stream, id)))
        {
            for (int part = 0; part < source.Parts(stream).Count; part++)
                writer.Append(id, source.Read(stream, part, payload), payload.AsSpan());
        }

        writer.Finish([.. source.Streams, name]);
        source.Dispose();
        File.WriteAllBytes(Archive, output.ToArray());
    }
}

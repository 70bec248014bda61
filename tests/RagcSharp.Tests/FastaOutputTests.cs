using RagcSharp.Tests.Support;

namespace RagcSharp.Tests;

public sealed class FastaOutputTests : IDisposable
{
    private static readonly FastaOutputOptions All = new() { Level = 6, WriteFai = true, WriteGzi = true, Threads = 2 };

    private readonly TempDirectory _directory = new();
    private readonly string _path;

    public FastaOutputTests() => _path = _directory.File("x.gz");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Commit_PutsFileAndIndexesUnderTheirNames()
    {
        using (var output = new FastaOutput(_path, All))
        {
            output.Stream.Write(">a\nACGT\n>a\nACGT\n"u8);
            output.Stream.Flush();
            Assert.All(_directory.Names, name => Assert.EndsWith(".tmp", name, StringComparison.Ordinal));
            output.Commit();
            Assert.Equal(["a"], output.LeftOutOfIndex);
        }

        Assert.Equal(["x.gz", "x.gz.fai", "x.gz.gzi"], _directory.Names);
        Assert.Equal(">a\nACGT\n>a\nACGT\n", Text.OfBytes(BgzfFile.Decompress(File.ReadAllBytes(_path))));
        Assert.Equal("a\t4\t3\t4\t5\n", File.ReadAllText(_path + ".fai"));
        Assert.Equal(new byte[8], File.ReadAllBytes(_path + ".gzi"));
    }

    [Theory]
    [InlineData(false, false, "x.gz.fai x.gz.gzi", "x.gz")]
    [InlineData(true, false, "x.gz.gzi", "x.gz x.gz.fai")]
    [InlineData(true, true, "", "x.gz x.gz.fai x.gz.gzi")]
    public void Commit_DeletesIndexesThatItDoesNotMakeAgain(bool withFai, bool withGzi, string deleted, string left)
    {
        Write(_path, All);
        Write(_path, All with { WriteFai = withFai, WriteGzi = withGzi }, deleted.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(left.Split(' '), _directory.Names);
    }

    [Fact]
    public void Commit_DeletesIndexesBesideALinkAndItsTarget()
    {
        Write(_path, All);
        File.CreateSymbolicLink(_directory.File("link.gz"), "x.gz");
        File.CreateSymbolicLink(_directory.File("link.gz.fai"), "x.gz.fai");
        Write(_directory.File("link.gz"), All with { WriteGzi = false }, "x.gz.gzi");
        Assert.Equal(["link.gz", "link.gz.fai", "x.gz", "x.gz.fai"], _directory.Names);
        Write(_directory.File("link.gz"), new FastaOutputOptions(), "link.gz.fai", "x.gz.fai");
        Assert.Equal(["link.gz", "x.gz"], _directory.Names);
    }

    [Theory]
    [InlineData("x.gz.fai", "no index\n")]
    [InlineData("x.gz.fai", "a\t4\tx\t4\t5\n")]
    [InlineData("x.gz.gzi", "no index\n")]
    [InlineData("x.gz.gzi", "\u0001\0\0\0\0\0\0\0")]
    public void Commit_LeavesAloneWhatOnlyHasTheNameOfAnIndex(string name, string content)
    {
        File.WriteAllText(_directory.File(name), content);
        Write(_path, new FastaOutputOptions());
        Assert.Equal(content, File.ReadAllText(_directory.File(name)));
    }

    private static void Write(string path, FastaOutputOptions options, params string[] deleted)
    {
        using var output = new FastaOutput(path, options);
        output.Stream.Write(">a\nACGT\n"u8);
        Assert.Empty(output.DeletedIndexes);
        output.Commit();
        Assert.Equal(deleted, output.DeletedIndexes.Select(Path.GetFileName));
    }

    [Fact]
    public void Dispose_WithoutCommitLeavesNothing()
    {
        var output = new FastaOutput(_path, All);
        output.Stream.Write(">a\nACGT\n"u8);
        output.Dispose();
        output.Dispose();
        Assert.Empty(_directory.Names);
    }

    [Fact]
    public void Commit_OfLinesThatCannotBeIndexedLeavesNothing()
    {
        using (var output = new FastaOutput(_path, All))
        {
            output.Stream.Write(">a\nACGT\nA\n"u8);
            output.Stream.Write("ACGT"u8);
            Assert.Throws<InvalidDataException>(() => output.Commit());
        }

        Assert.Empty(_directory.Names);
    }

    [Fact]
    public void Index_ThatCannotBeMadeLeavesNothing()
    {
        Directory.CreateDirectory(_path + ".gzi");
        Assert.Throws<IOException>(() => new FastaOutput(_path, All));
        Assert.Equal(["x.gz.gzi"], _directory.Names);
    }

    [Fact]
    public void Commit_ThatCannotFinishAFileRenamesNone()
    {
        if (!File.Exists("/dev/full"))
            return;
        File.WriteAllText(_path, "old");
        File.CreateSymbolicLink(_path + ".fai", "/dev/full");
        using (var output = new FastaOutput(_path, All))
        {
            output.Stream.Write(">a\nACGT\n"u8);
            var e = Assert.Throws<IOException>(() => output.Commit());
            Assert.Contains(_path + ".fai", e.Message, StringComparison.Ordinal);
        }

        Assert.Equal("old", File.ReadAllText(_path));
        Assert.Equal(["x.gz", "x.gz.fai"], _directory.Names);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Streams_StayOpen(int level)
    {
        using var stream = new MemoryStream();
        using (var output = new FastaOutput(stream, new FastaOutputOptions { Level = level, Threads = 1 }))
        {
            output.Stream.Write(">a\nACGT\n"u8);
            output.Commit();
            Assert.Empty(output.LeftOutOfIndex);
        }

        byte[] bytes = stream.ToArray();
        Assert.Equal(">a\nACGT\n", Text.OfBytes(level == 0 ? bytes : BgzfFile.Decompress(bytes)));
        stream.WriteByte(0);
    }

    [Fact]
    public void Options_ThatMakeNoSenseAreRefused()
    {
        foreach (var options in (FastaOutputOptions[])
        [
            new() { Level = -1 }, new() { Level = 10 }, new() { WriteGzi = true }, new() { Threads = 0 }, new() { Threads = 1025 },
        ])
        {
            Assert.ThrowsAny<ArgumentException>(() => new FastaOutput(_path, options));
            Assert.ThrowsAny<ArgumentException>(() => new FastaOutput(Stream.Null, options));
        }

        Assert.ThrowsAny<ArgumentException>(() => new FastaOutput(Stream.Null, new FastaOutputOptions { WriteFai = true }));
        Assert.ThrowsAny<ArgumentException>(() => new FastaOutput(Stream.Null, All));
        Assert.Empty(_directory.Names);
    }
}

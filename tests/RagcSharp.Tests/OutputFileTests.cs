using RagcSharp.Tests.Support;

namespace RagcSharp.Tests;

public sealed class OutputFileTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly string _path;

    public OutputFileTests() => _path = _directory.File("out");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Commit_PutsTheFileUnderItsName()
    {
        using (var output = new OutputFile(_path))
        {
            output.Stream.Write("new"u8);
            Assert.False(File.Exists(_path));
            output.Commit();
        }

        Assert.Equal("new", File.ReadAllText(_path));
        Assert.Equal(["out"], _directory.Names);
    }

    [Fact]
    public void Commit_ReplacesWhatIsThere()
    {
        File.WriteAllText(_path, "old and longer");
        using (var output = new OutputFile(_path))
        {
            output.Stream.Write("new"u8);
            output.Stream.Flush();
            Assert.Equal("old and longer", File.ReadAllText(_path));
            output.Commit();
        }

        Assert.Equal("new", File.ReadAllText(_path));
        Assert.Equal(["out"], _directory.Names);
    }

    [Fact]
    public void Dispose_WithoutCommitLeavesWhatIsThere()
    {
        File.WriteAllText(_path, "old");
        var output = new OutputFile(_path);
        output.Stream.Write("new"u8);
        output.Dispose();
        output.Dispose();
        Assert.Equal("old", File.ReadAllText(_path));
        Assert.Equal(["out"], _directory.Names);
    }

    [Fact]
    public void Dispose_WithoutCommitLeavesNothing()
    {
        using (var output = new OutputFile(_path))
            output.Stream.Write(new byte[1 << 20]);
        Assert.Empty(_directory.Names);
    }

    [Fact]
    public void Commit_ThatFailsLeavesNothing()
    {
        var output = new OutputFile(_path);
        Directory.CreateDirectory(_path);
        Assert.ThrowsAny<IOException>(() => output.Commit());
        output.Dispose();
        Assert.Equal(["out"], _directory.Names);
        Assert.True(Directory.Exists(_path));
    }

    [Fact]
    public void Open_RefusesADirectory()
    {
        var e = Assert.Throws<IOException>(() => new OutputFile(_directory.Path));
        Assert.Contains("is a directory", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_RefusesAMissingDirectory()
    {
        string path = Path.Combine(_path, "none", "x");
        var e = Assert.Throws<IOException>(() => new OutputFile(path));
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.Contains("no such directory", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Open_RefusesNoName(string? path) => Assert.ThrowsAny<ArgumentException>(() => new OutputFile(path!));

    [Fact]
    public void Commit_ReplacesTheTargetOfALink()
    {
        string target = _directory.File("target");
        File.WriteAllText(target, "old");
        File.CreateSymbolicLink(_path, "target");
        Write(_path);
        Assert.Equal("new", File.ReadAllText(target));
        Assert.Equal("target", new FileInfo(_path).LinkTarget);
        Assert.Equal(["out", "target"], _directory.Names);
    }

    [Fact]
    public void Commit_MakesTheTargetOfADanglingLink()
    {
        File.CreateSymbolicLink(_path, "target");
        Write(_path);
        Assert.Equal("new", File.ReadAllText(_directory.File("target")));
        Assert.Equal("target", new FileInfo(_path).LinkTarget);
    }

    [Fact]
    public void Commit_WritesToDevicesDirectly()
    {
        if (!File.Exists("/dev/null"))
            return;
        Write("/dev/null");
        File.CreateSymbolicLink(_path, "/dev/null");
        Write(_path);
        Assert.Equal(0, new FileInfo("/dev/null").Length);
        Assert.Null(new FileInfo("/dev/null").LinkTarget);
        Assert.Equal("/dev/null", new FileInfo(_path).LinkTarget);
        Assert.Equal(["out"], _directory.Names);
    }

    [Fact]
    public void Open_TakesADeviceThatOthersWriteToo()
    {
        if (!File.Exists("/dev/null"))
            return;
        using OutputFile first = new("/dev/null"), second = new("/dev/null");
        first.Stream.Write("1"u8);
        second.Stream.Write("2"u8);
        first.Commit();
        second.Commit();
    }

    private static void Write(string path)
    {
        using var output = new OutputFile(path);
        output.Stream.Write("new"u8);
        output.Commit();
    }
}

namespace RagcSharp.Cli.Tests;

public sealed class GetSetTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("small-segments")]
    [InlineData("version1")]
    [InlineData("version2")]
    public void Output_CanBeGzip(string name)
    {
        string archive = Golden.Archive(name), expected = Expect.Success(Ragc.Run("/", "getset", archive, "s1", "ref"));
        Assert.StartsWith(">s1_ctg", expected, StringComparison.Ordinal);
        foreach (string level in (string[])["1", "6", "9"])
        {
            Assert.Equal(expected, Expect.Unzipped(Ragc.Run("/", "getset", "-g", level, archive, "s1", "ref").Output));
            Expect.Success(Ragc.Run(_folder.Path, "getset", "--gzip", level, "-o", "x.gz", archive, "s1", "ref"));
            Assert.Equal(expected, Expect.Unzipped(File.ReadAllBytes(_folder.File("x.gz"))));
        }

        Assert.Equal(expected, Expect.Success(Ragc.Run("/", "getset", "-g", "0", archive, "s1", "ref")));
    }

    [Fact]
    public void Gzip_PacksMoreAtHigherLevels()
    {
        string archive = Golden.Archive("repetitive");
        int fast = Ragc.Run("/", "getset", "-g", "1", archive, "ref").Output.Length;
        int best = Ragc.Run("/", "getset", "-g", "9", archive, "ref").Output.Length;
        Assert.True(best < fast, $"{best} bytes at level 9, {fast} at level 1");
    }

    [Theory]
    [InlineData("-s")]
    [InlineData("-p")]
    [InlineData("-s", "-p", "-t", "3", "-v", "0")]
    [InlineData("-sp")]
    [InlineData("--stream", "--no-prefetch")]
    public void Options_OfCppAgcAreAccepted(params string[] options)
    {
        string archive = Golden.Archive("names"), expected = Expect.Success(Ragc.Run("/", "getset", archive, "second", "ref"));
        Assert.Equal(expected, Expect.Success(Ragc.Run("/", ["getset", .. options, archive, "second", "ref"])));
        Assert.Equal(expected, Expect.Success(Ragc.Run("/", ["getset", archive, "second", "ref", .. options])));
    }

    [Fact]
    public void Samples_MayBeAskedForTwice()
    {
        string archive = Golden.Archive("toy"), once = Expect.Success(Ragc.Run("/", "getset", archive, "b"));
        Assert.Equal(once + once, Expect.Success(Ragc.Run("/", "getset", archive, "b", "b")));
    }

    [Fact]
    public void Samples_ThatAreUnknownWriteNothing()
    {
        string archive = Golden.Archive("toy");
        Expect.Failure(Ragc.Run("/", "getset", "-g", "6", archive, "a", "nobody"), 1, "no sample nobody");
        Expect.Failure(Ragc.Run(_folder.Path, "getset", "-o", "x.fa", archive, "a", "nobody"), 1, "no sample nobody");
        Assert.Empty(_folder.Names());
    }
}

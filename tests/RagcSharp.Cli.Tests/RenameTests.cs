namespace RagcSharp.Cli.Tests;

public sealed class RenameTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public RenameTests() => File.Copy(Golden.Archive("toy"), _folder.File("a.agc"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rename_IsInPlaceUnlessAnOutputIsNamed()
    {
        var result = Ragc.Shell(_folder.Path, """
            cp a.agc old.agc; $ragc rename -o b.agc a.agc b "strain b" && cmp a.agc old.agc &&
            $ragc rename a.agc b "strain b" && cmp a.agc b.agc && $ragc rename -o /dev/stdout old.agc b "strain b" | cmp - b.agc &&
            $ragc verify -o verified a.agc && $ragc getset a.agc "strain b" > b.fa && $ragc getset old.agc b | cmp - b.fa &&
            $ragc listset a.agc
            """);
        Assert.Equal("a\nref\nstrain b\n", Expect.Success(result));
        Assert.Equal(["a.agc", "b.agc", "b.fa", "old.agc", "verified"], _folder.Names());
    }

    [Fact]
    public void Map_MaySwapNames()
    {
        _folder.Write("map", "a\tb\n\nb\ta\r\nref\tr e f\n");
        var result = Ragc.Shell(_folder.Path, """
            $ragc getset a.agc a b > old.fa && $ragc rename a.agc --map map && $ragc getset a.agc b a | cmp - old.fa &&
            $ragc rename --map - a.agc < <(printf 'b\ta\na\tb\n') && $ragc getset a.agc a b | cmp - old.fa && $ragc listset a.agc
            """);
        Assert.Equal("a\nb\nr e f\n", Expect.Success(result));
    }

    [Theory]
    [InlineData("a.agc nobody x", 1, "ragc: a.agc: no sample nobody\n")]
    [InlineData("a.agc a ref", 1, "ragc: a.agc: two samples would be named ref\n")]
    [InlineData("a.agc a ''", 1, "ragc: a.agc: an empty name for sample a\n")]
    [InlineData("a.agc a $'x\\ny'", 1, "ragc: a.agc: a control character in the new name of sample a\n")]
    [InlineData("a.agc a $'x\\xff'", 2, "the new name x\ufffd: is not UTF-8")]
    [InlineData("a.agc --map <(printf 'a\\tx\\na\\ty\\n')", 1, "ragc: a.agc: sample a is renamed twice\n")]
    [InlineData("a.agc --map <(echo a x)", 1, "'a x' has 1 columns")]
    [InlineData("a.agc --map <(printf 'a\\t\\xff\\n')", 1, "is not UTF-8")]
    [InlineData("a.agc --map missing", 1, "ragc: missing: no such file\n")]
    [InlineData("missing.agc a x", 1, "ragc: missing.agc: no such file\n")]
    [InlineData("a.agc a", 2, "an old and a new name were expected")]
    [InlineData("a.agc a x b", 2, "an old and a new name were expected")]
    [InlineData("a.agc a x --map map", 2, "an old and a new name were expected")]
    [InlineData("a.agc", 2, "an old and a new name were expected")]
    [InlineData("", 2, "ragc rename --help")]
    public void Rename_RefusesBeforeAnythingIsWritten(string arguments, int exitCode, string expected)
    {
        byte[] before = File.ReadAllBytes(_folder.File("a.agc"));
        foreach (string output in (string[])["", "-o new.agc"])
        {
            Expect.Failure(Ragc.Shell(_folder.Path, $"$ragc rename {output} {arguments}"), exitCode, expected);
            Assert.Equal(["a.agc"], _folder.Names());
            Assert.Equal(before, File.ReadAllBytes(_folder.File("a.agc")));
        }
    }
}

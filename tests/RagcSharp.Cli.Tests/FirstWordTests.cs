namespace RagcSharp.Cli.Tests;

/// <summary>Headers that begin with white space: every command takes the same word for the contig's name.</summary>
public sealed class FirstWordTests : IDisposable
{
    private const string Fasta = "> seq 0\nAAAA\n> seq 1\nCCCC\n>\tc1 x\nGGGG\n> \t y#1#z\nACGT\n";

    private readonly WorkFolder _folder = new();

    public FirstWordTests()
    {
        _folder.Write("ls.fa", Fasta);
        _folder.Write("y.fa", "> \tz\nTGCA\n");
        Expect.Success(Run("create", "-q", "-o", "a.agc", "ls.fa", "y.fa"));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("seq@ls", "> seq 0\nAAAA\n")]
    [InlineData(" seq 1@ls", "> seq 1\nCCCC\n")]
    [InlineData("c1", ">\tc1 x\nGGGG\n")]
    [InlineData("c1@ls:1-2", ">\tc1 x:1-2\nGG\n")]
    [InlineData("z", "> \tz\nTGCA\n")]
    [InlineData("y#0#z", "> \tz\nTGCA\n")]
    [InlineData("y#1#z", "> \t y#1#z\nACGT\n")]
    public void Contigs_AreFoundByTheirFirstWord(string query, string expected) =>
        Assert.Equal(expected, Expect.Success(Run("getctg", "a.agc", query)));

    [Fact]
    public void Bed_NamesContigsByTheirFirstWord()
    {
        _folder.Write("b.bed", "c1\t0\t2\nseq\t1\t4\tname\n");
        Assert.Equal(">\tc1 x:0-2\nGG\n>name\nAAA\n", Expect.Success(Run("getctg", "--sample", "ls", "-r", "b.bed", "a.agc")));
    }

    [Fact]
    public void Templates_HaveTheFirstWord() =>
        Assert.Equal(">ls#c1\nGGGG\n", Expect.Success(Run("getctg", "--header", "{sample}#{contig}", "a.agc", "c1@ls")));

    [Fact]
    public void IndexAndDigests_HaveTheFirstWord()
    {
        string index = Expect.Success(Run("faidx", "-q", "a.agc", "ls"));
        Assert.Equal(["seq", "c1", "y#1#z"], index.TrimEnd('\n').Split('\n').Select(line => line.Split('\t')[0]));
        string digests = Expect.Success(Run("digest", "a.agc", "y"));
        Assert.Contains("\tz\t", digests, StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_StayByteForByte() => Assert.Equal(Fasta, Expect.Success(Run("getset", "a.agc", "ls")));

    [Fact]
    public void Contigs_AreListedByTheirFirstWord() =>
        Expect.Failure(Run("getctg", "a.agc", "none@ls"), 1, "sample ls has no contig none; it has seq, seq, c1, y#1#z");

    [Fact]
    public void Samples_OfConcatenatedGenomesAreNamedByTheFirstWord()
    {
        _folder.Write("all.fa", "> a 1\nACGT\n>\tb\nACGT\n");
        Expect.Success(Run("create", "-q", "-c", "-o", "c.agc", "y.fa", "all.fa"));
        Assert.Equal("a\nb\nz\n", Expect.Success(Run("listset", "c.agc")));
        Assert.Equal("> a 1\nACGT\n", Expect.Success(Run("getset", "c.agc", "a")));
    }

    private RagcResult Run(params string[] arguments) => Ragc.Run(_folder.Path, arguments);
}

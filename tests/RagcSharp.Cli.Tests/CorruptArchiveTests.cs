using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace RagcSharp.Cli.Tests;

/// <summary>
/// All commands on the files of testdata/corrupt: they succeed, or end with one line on standard error; none takes more than
/// 64 MiB of memory besides what it takes for a sound archive.
/// </summary>
[Trait("Duration", "Long")]
public sealed partial class CorruptArchiveTests : IDisposable
{
    private const long MostMemory = 64L << 20;

    private static readonly string Folder = Path.Combine(Ragc.Root, "testdata", "corrupt");

    private static readonly ConcurrentDictionary<string, long> Baselines = new();

    private readonly WorkFolder _folder = new();

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.agc").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void Commands_SucceedOrSayWhatIsWrongInALine(string name)
    {
        _folder.Write("more.fa", ">more\nACGTTGCATGCCGATTAGCCATGACCG\n");
        string archive = Path.Combine(Folder, name + ".agc");
        string[][] calls =
        [
            ["getcol", "-t", "2", archive], ["info", archive], ["listset", archive], ["listctg", archive, "a"],
            ["getctg", archive, "chr1@a:3-400"], ["append", "-a", "-t", "2", "-o", "out.agc", archive, "more.fa"],
            ["subset", "-t", "2", "-o", "out.agc", archive, "a"], ["subset", "-t", "2", "--purge", "-o", "out.agc", archive, "a"],
            ["rename", "-o", "out.agc", archive, "a", "b"], ["merge", "-t", "2", "-o", "out.agc", archive],
        ];
        // Those that stand for much are asked everything.
        foreach (string[] call in StandsForMuch(name) ? calls : calls[..1])
        {
            long sound = Baseline(call);
            var (memory, exitCode, output, errors) = PeakMemory.Of(_folder.Path, call);
            Assert.True(memory <= sound + MostMemory, $"{call[0]}: {memory} bytes, {sound} for a sound archive");
            bool isFine = errors.Length == 0 || errors.Contains("stay readable", StringComparison.Ordinal);
            Assert.Equal(isFine ? 0 : 1, exitCode);
            if (errors.Length > 0)
                Assert.Matches(OneLine(), errors);
            if (exitCode != 0)
                Assert.False(File.Exists(_folder.File("out.agc")));
            Assert.DoesNotContain("internal error", errors, StringComparison.Ordinal);
            if (name.StartsWith("large-", StringComparison.Ordinal) && call[0] == "getcol")
                Assert.InRange(output, 120_000_000, 300_000_000);
            File.Delete(_folder.File("out.agc"));
        }

        Assert.Equal(["more.fa"], _folder.Names());
    }

    // It tells of every fault, so of more than one line.
    [Theory]
    [MemberData(nameof(Files))]
    public void Verify_TakesNoMoreMemoryThanOthers(string name)
    {
        if (!StandsForMuch(name))
            return;
        string[] call = ["verify", "-t", "2", Path.Combine(Folder, name + ".agc")];
        long sound = Baseline(call);
        var (memory, exitCode, _, errors) = PeakMemory.Of(_folder.Path, call);
        Assert.True(memory <= sound + MostMemory, $"{memory} bytes, {sound} for a sound archive");
        Assert.Equal(errors.Length == 0 ? 0 : 1, exitCode);
        Assert.DoesNotContain("internal error", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_LeadNowhereButIntoTheFolder()
    {
        string archive = Path.Combine(Folder, "names-that-lead-out.agc");
        Assert.Equal("", Expect.Success(Ragc.Run(_folder.Path, "getcol", "-o", "one/two", archive)));
        Assert.Equal(["one"], _folder.Names());
        string[] expected = [".._up.fa", "\u001b[2J.fa", "_.fa", "__.fa", "_root.fa", "a.fa", "line\nbreak.fa", "ref.fa"];
        Assert.Equal(expected.Order(), Directory.GetFiles(_folder.File("one/two")).Select(path => Path.GetFileName(path)!).Order());
        archive = Path.Combine(Folder, "names-that-meet.agc");
        Expect.Failure(Ragc.Run(_folder.Path, "getcol", "-o", "three", archive), 1, "x/y and x_y would both be written to x_y.fa");
        Assert.Equal(["one"], _folder.Names());
    }

    [Fact]
    public void Names_AreListedAsTheyAre()
    {
        string archive = Path.Combine(Folder, "names-of-terminals.agc");
        Assert.Equal("\u001b[31mred\u0007\na\nref\n", Expect.Success(Ragc.Run("/", "listset", archive)));
        Expect.Failure(Ragc.Run("/", "getset", archive, "\u001b[31mred\u0007"), 1, @"sample \x1b[31mred\x07, contig chr1");
    }

    private static bool StandsForMuch(string name) =>
        name.EndsWith("-bomb", StringComparison.Ordinal)
        || name.StartsWith("large-", StringComparison.Ordinal)
        || name is "contig-names-repeated" or "frame-claims-much";

    // The same call with a sound archive; asked once for each command.
    private long Baseline(string[] call) => Baselines.GetOrAdd(string.Join(' ', call.Take(4)), _ =>
    {
        string sound = Path.Combine(Folder, "sound.agc");
        string[] words = [.. call.Select(word => word.StartsWith(Folder, StringComparison.Ordinal) ? sound : word)];
        long bytes = PeakMemory.Of(_folder.Path, words).Bytes;
        File.Delete(_folder.File("out.agc"));
        return bytes;
    });

    // No control character but the line end.
    [GeneratedRegex(@"^ragc: [^\p{C}]+: [^\p{C}]+\n\z")]
    private static partial Regex OneLine();
}

using RagcSharp.Fuzz;
using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Editing;

/// <summary>Archives that are damaged are not merged, or what is made of them is right.</summary>
public sealed class MergeFaultTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly ArchiveTarget _target = new();

    public static TheoryData<string> Files => [.. CorruptFiles.Names];

    private string Result => _folder.File("result.agc");

    public void Dispose()
    {
        _folder.Dispose();
        _target.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void DamagedPart_GivesAnErrorThatNamesTheArchive(int damagedOne)
    {
        var golden = new GoldenCase("small-segments");
        string whole = _folder.File("whole.agc");
        golden.Create(whole, 2);
        var samples = Subsets.SamplesOf(whole);
        string[] paths = [_folder.File("a.agc"), _folder.File("b.agc")];
        AgcEditor.Subset(whole, [samples[0]], paths[0]);
        AgcEditor.Subset(whole, [.. samples.Skip(1)], paths[1], new SubsetOptions { PurgeOthers = true });
        byte[] sound = File.ReadAllBytes(paths[damagedOne]);
        string[] names = _folder.Names;
        int refused = 0;
        var parts = Parts.Middles(paths[damagedOne]);
        foreach (var (stream, at) in parts)
        {
            byte[] damaged = [.. sound];
            damaged[at] ^= 0x10;
            File.WriteAllBytes(paths[damagedOne], damaged);
            try
            {
                AgcEditor.Merge(paths, Result, new MergeOptions { Threads = 2 });
                // A dummy that nobody needs.
                Merges.AssertHolds(Result, whole);
                File.Delete(Result);
            }
            catch (InvalidDataException e)
            {
                refused++;
                Assert.StartsWith(paths[damagedOne] + ": ", e.Message, StringComparison.Ordinal);
                Assert.Contains(stream, e.Message, StringComparison.Ordinal);
                Assert.Equal(names, _folder.Names);
            }
        }

        Assert.InRange(refused, parts.Length * 3 / 4, parts.Length);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void CorruptArchive_IsRefusedOrMerged(string name)
    {
        if (_target.Merge(CorruptFiles.Bytes(name)) is { } answer)
            Assert.StartsWith("FILE: ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_LeavesNothing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => AgcEditor.Merge([new GoldenCase("toy").Archive], Result, cancellation: source.Token));
        Assert.Empty(_folder.Names);
    }
}

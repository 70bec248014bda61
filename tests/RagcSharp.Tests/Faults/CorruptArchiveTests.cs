using RagcSharp.Fuzz;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Faults;

/// <summary>Archives that somebody has made wrong on purpose, or has damaged.</summary>
public sealed class CorruptArchiveTests : IDisposable
{
    private readonly ArchiveTarget _target = new();

    public static TheoryData<string> Files => [.. CorruptFiles.All.Select(file => file.Name)];

    public void Dispose() => _target.Dispose();

    [Fact]
    public void Readme_ListsEveryFileOnce() => Assert.Equal(CorruptFiles.Names.Order(), CorruptFiles.All.Select(file => file.Name).Order());

    [Theory]
    [MemberData(nameof(Files))]
    public void Reading_SaysWhatIsWrong(string name)
    {
        var (_, expected, _) = CorruptFiles.All.Single(file => file.Name == name);
        Check(expected, _target.Read(CorruptFiles.Bytes(name)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Appending_SaysWhatIsWrong(string name)
    {
        var (_, _, expected) = CorruptFiles.All.Single(file => file.Name == name);
        foreach (bool isAdaptive in (bool[])[false, true])
        {
            string? said = _target.Append(CorruptFiles.Bytes(name), isAdaptive);
            // Adaptive mode reads the reference besides.
            if (!isAdaptive || expected is not null)
                Check(expected, said);
        }
    }

    private static void Check(string? expected, string? said)
    {
        if (expected is null)
            Assert.Null(said);
        else
            Assert.Contains(expected, said, StringComparison.Ordinal);
        if (said is not null)
            Assert.StartsWith("FILE: ", said, StringComparison.Ordinal);
    }
}

namespace RagcSharp.Native.Tests;

/// <summary>Archives that are none, through the functions of C: each is read in a child that must neither crash, nor hang, nor take much memory.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly WorkFolder _work = new();

    private static string Corrupt => Path.Combine(Ragc.Root, "testdata", "corrupt");

    public void Dispose() => _work.Dispose();

    [ToolFact("gcc", "gcc")]
    public void DamagedArchives_AreAnswered()
    {
        string damaged = Client.Compile(_work, "damaged.c", "gcc -std=gnu99", BuiltLibrary.LinkShared);
        string[] files = Directory.GetFiles(Corrupt, "*.agc");
        Assert.Equal($"{files.Length} archives, 0 failures\n", Client.Succeed(_work.Path, $"{damaged} {Corrupt}/*.agc"));
    }

    /// <summary>Other archives every day. A failure prints the seed of the run, as the last one.</summary>
    [ToolFact("gcc", "gcc")]
    public void ArchivesDamagedByChance_AreAnswered()
    {
        string fuzz = Client.Compile(_work, "fuzz.c", "gcc -std=gnu99", BuiltLibrary.LinkShared);
        string seeds = string.Join(' ', new[] { "toy", "names", "version1", "version2" }.Select(Archives.Golden));
        long day = DateTime.UtcNow.Ticks / TimeSpan.TicksPerDay * 1000;
        Assert.EndsWith("ok\n", Client.Succeed(_work.Path, $"{fuzz} 1000 {day} {Corrupt}/*.agc {seeds}"), StringComparison.Ordinal);
    }
}

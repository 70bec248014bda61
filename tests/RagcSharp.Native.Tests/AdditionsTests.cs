namespace RagcSharp.Native.Tests;

/// <summary>The functions that C++ AGC's library does not have. Each check runs in a forked child.</summary>
public sealed class AdditionsTests : IDisposable
{
    private const int Letters = 21_111;

    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [ToolFact("gcc", "gcc")]
    public void Additions()
    {
        string additions = Client.Compile(_work, "additions.c", "gcc -std=gnu99 -O1", BuiltLibrary.LinkShared);
        string toy = Archives.MakeToy(_work);
        string exact = Archives.MakeExact(_work, ("long", $">long\n{RandomLetters()}\n"));
        string damaged = Path.Combine(Ragc.Root, "testdata", "corrupt", "delta-number.agc");
        string run = $"{additions} {toy} {Archives.Golden("names")} {exact} s.fa {damaged}";
        Assert.Equal("ok\n", Client.Succeed(_work.Path, run));
    }

    private static string RandomLetters()
    {
        var random = new Random(1);
        return string.Create(Letters, random, (letters, r) => r.GetItems("ACGT", letters));
    }
}

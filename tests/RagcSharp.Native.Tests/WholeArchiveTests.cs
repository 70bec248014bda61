namespace RagcSharp.Native.Tests;

/// <summary>Whole archives through the functions of C++ AGC: what its own library was measured to give.</summary>
public sealed class WholeArchiveTests : IDisposable
{
    // Samples, the first one listed, the reference, letters, FNV-1a of all letters.
    private static readonly (string Archive, string Answer)[] Answers =
    [
        (Archives.Measured("default"), "6 ref ref 2745195 fb4aa699f45eb143"),
        (Archives.Measured("many-samples"), "131 ref ref 1473790 88a56d4313b21c43"),
        (Archives.Golden("toy"), "3 a ref 83 62a3862b2bf0f8d4"),
        (Archives.Golden("names"), "2 ref ref 17480 74139f1c048aa225"),
        (Archives.Golden("concatenated"), "121 chr1 chr1 365044 b03ccab8fb0dd57b"),
        (Archives.Golden("version1"), "8 ref ref 311356 1c00a2f0f4d4d4bc"),
        (Archives.Golden("version2"), "8 ref ref 311087 6f15f8afd1194bcd"),
    ];

    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [ToolFact("gcc", "gcc")]
    public void AllLetters_AsAgc()
    {
        string whole = Client.Compile(_work, "whole.c", "gcc -std=c99", BuiltLibrary.LinkShared);
        string archives = string.Join(' ', Answers.Select(answer => answer.Archive));
        string expected = string.Concat(Answers.Select(answer => answer.Answer + "\n"));
        Assert.Equal(expected, Client.Succeed(_work.Path, $"{whole} 0 {archives}"));
        Assert.Equal(expected, Client.Succeed(_work.Path, $"{whole} 1 {archives}"));
    }

    /// <summary>With everything in its way, valgrind still finds each block of memory that clients get, and its end.</summary>
    [ToolFact("valgrind gcc", "valgrind", "gcc")]
    public void AllMemory_IsFreed()
    {
        string whole = Client.Compile(_work, "whole.c", "gcc -std=c99 -g", BuiltLibrary.LinkShared);
        string valgrind = "valgrind --error-exitcode=9 --leak-check=full --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect -q";
        Client.Succeed(_work.Path, $"{valgrind} {whole} 0 {Archives.Golden("toy")} {Archives.Golden("names")}");
        Client.Succeed(_work.Path, $"{valgrind} {whole} 1 {Archives.Golden("toy")} {Archives.Golden("version2")}");
    }
}

namespace RagcSharp.Native.Tests;

/// <summary>The programs of docs/library-c.md and docs/library-python.md, as they stand there.</summary>
public sealed class DocumentedProgramTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [ToolFact("gcc", "gcc")]
    public void Program_InC() => Assert.Equal(
        "4 samples; ref has 4 contigs\nchr1\t16\tAGCTAGCTAG\nchr2\t15\tTAAAAAAAAA\nchr3\t14\tTGGGGGGGGG\nseq\t10\tTGTGTGTGTG\n",
        Run("library-c.md", "c", $"gcc -std=c99 -Wall -Wextra -Werror p.c -o p {BuiltLibrary.LinkShared} && ./p"));

    [ToolFact("g++", "g++")]
    public void Program_InCpp() => Assert.Equal(
        "chr1a 13 CTGAGCTGAC\n",
        Run("library-c.md", "cpp", $"g++ -std=c++11 -Wall -Wextra -Werror p.cpp -o p {BuiltLibrary.LinkShared} && ./p"));

    [ToolFact("python3", "python3")]
    public void Program_InPython()
    {
        string python = $"RAGC_LIBAGC={BuiltLibrary.Shared} PYTHONPATH={Ragc.Root}/src/python python3 -B -W error p.python";
        string[] lines = Run("library-python.md", "python", python).Split('\n');
        Assert.Equal("reference: ref", lines[0]);
        Assert.Equal("b\tg h i 21\t7", lines[8]);
        Assert.Equal(["AGCTAGCTAGCTAGCT", "AGCTAGCTAGCTAGCT", "TCAGTCAGCTCAG", "TTTTTTTTT", "CACACACACACA", ""], lines[14..]);
    }

    // The text of the first block of a language.
    private string Run(string page, string language, string command)
    {
        string text = File.ReadAllText(Path.Combine(Ragc.Root, "docs", page));
        int start = text.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        _work.Write($"p.{language}", text[start..text.IndexOf("```\n", start, StringComparison.Ordinal)]);
        return Client.Succeed(_work.Path, $"{command} {Archives.MakeToy(_work)}");
    }
}

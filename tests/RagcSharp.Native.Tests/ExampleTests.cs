namespace RagcSharp.Native.Tests;

/// <summary>The example programs that come with C++ AGC, written anew, on its toy archive.</summary>
public sealed class ExampleTests : IDisposable
{
    private const string Lists = "No. samples: 4\na : 2\nb : 4\nc : 3\nref : 4\nchr1a : 13\nchr3a : 9\n";

    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [ToolFact("gcc", "gcc")]
    public void Example_InC()
    {
        string example = Client.Compile(_work, "example.c", "gcc -std=c99", BuiltLibrary.LinkShared);
        string printed = Client.Succeed(_work.Path, $"{example} {Archives.MakeToy(_work)}");
        Assert.Equal($"{Lists}0 12 13 : CTGAGCTGACTGA\n0 12 13 : CTGAGCTGACTGA\n", printed);
    }

    [ToolFact("g++", "g++")]
    public void Example_InCpp()
    {
        string example = Client.Compile(_work, "example.cpp", "g++ -std=c++11", BuiltLibrary.LinkStatic);
        string printed = Client.Succeed(_work.Path, $"{example} {Archives.MakeToy(_work)}");
        Assert.Equal($"{Lists}0 12 0 CTGAGCTGACTGA\n0 12 0 CTGAGCTGACTGA\n", printed);
    }
}

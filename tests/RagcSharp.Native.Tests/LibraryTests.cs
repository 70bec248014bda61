namespace RagcSharp.Native.Tests;

/// <summary>The functions of C++ AGC's library, and what the library does to the process that uses it. Each check runs in a forked child.</summary>
public sealed class LibraryTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [ToolFact("gcc", "gcc")]
    public void FunctionsOfAgc_SharedLibrary() => RunTable("gcc -std=gnu99 -O0", BuiltLibrary.LinkShared);

    [ToolFact("clang", "clang")]
    public void FunctionsOfAgc_SharedLibrary_Clang() => RunTable("clang -std=gnu11 -O3", BuiltLibrary.LinkShared);

    [ToolFact("gcc", "gcc")]
    public void FunctionsOfAgc_StaticLibrary() => RunTable("gcc -std=gnu99 -O3", BuiltLibrary.LinkStatic);

    [ToolFact("gcc", "gcc")]
    public void Host_SharedLibrary() => RunHost(BuiltLibrary.LinkShared);

    [ToolFact("gcc", "gcc")]
    public void Host_StaticLibrary() => RunHost(BuiltLibrary.LinkStatic);

    private void RunTable(string compiler, string link)
    {
        string table = Client.Compile(_work, "table.c", compiler, link);
        string toy = Archives.MakeToy(_work), empty = Archives.MakeEmpty(_work);
        Assert.Equal("ok\n", Client.Succeed(_work.Path, $"{table} {toy} {Archives.Golden("names")} {empty} {Archives.Measured("default")}"));
    }

    private void RunHost(string link)
    {
        string host = Client.Compile(_work, "host.c", "gcc -std=gnu99 -O1", link);
        string toy = Archives.MakeToy(_work);
        Assert.Equal("ok\n", Client.Succeed(_work.Path, $"{host} {toy} {Archives.Golden("names")} {BuiltLibrary.Shared}"));
    }
}

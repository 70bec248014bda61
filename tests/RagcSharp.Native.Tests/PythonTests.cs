namespace RagcSharp.Native.Tests;

/// <summary>The Python modules, from the sources and from the wheel.</summary>
public sealed class PythonTests : IDisposable
{
    private readonly WorkFolder _work = new();

    private static string FromSources => $"RAGC_LIBAGC={BuiltLibrary.Shared} PYTHONPATH={Ragc.Root}/src/python python3 -B -W error";

    public void Dispose() => _work.Dispose();

    [ToolFact("python3", "python3")]
    public void Example_InPython() => Assert.Equal(
        "No. samples: 4\nReference: ref\na : 2 chr1a chr3a\nb : 4 chr1 g h i 21 c t\nc : 3 1 2 3\nref : 4 chr1 chr2 chr3 seq\n"
        + "chr1a 8 12 ACTGA ACTGA\nchr3a 4 8 TAGCT TAGCT\n",
        Client.Succeed(_work.Path, $"{FromSources} {Client.Sources}/example.py {Archives.MakeToy(_work)}"));

    [ToolFact("python3", "python3")]
    public void Module_IsDropIn() =>
        Assert.Equal("ok\n", Client.Succeed(_work.Path, $"{FromSources} {Client.Sources}/drop_in.py {Archives.MakeToy(_work)}"));

    [ToolFact("python3", "python3")]
    public void Package_IsPleasant()
    {
        string toy = Archives.MakeToy(_work), exact = Archives.MakeExact(_work);
        string damaged = Path.Combine(Ragc.Root, "testdata", "corrupt", "delta-number.agc");
        string run = $"{FromSources} {Client.Sources}/pleasant.py {toy} {Archives.Golden("names")} {exact} s.fa {damaged}";
        Assert.Equal("ok\n", Client.Succeed(_work.Path, run));
    }

    [ToolFact("python3-pip", "python3", "pip3")]
    public void Wheel_IsReproducible_AndInstalls()
    {
        string build = $"LIBAGC={BuiltLibrary.Shared} {Ragc.Root}/scripts/build-python.sh";
        Client.Succeed(_work.Path, $"{build} one && sleep 1 && {build} two && cmp one/*.whl two/*.whl");
        Client.Succeed(_work.Path, "python3 -m pip install -q --no-index --target site one/*.whl 2>&1");
        string toy = Archives.MakeToy(_work);
        Assert.Equal("ok\n", Client.Succeed(_work.Path, $"PYTHONPATH=site python3 -W error {Client.Sources}/drop_in.py {toy}"));
        string module = Client.Succeed(_work.Path, "PYTHONPATH=site python3 -c 'import ragc; print(ragc.__version__, ragc.__file__)'");
        Assert.Matches(@"^\d+\.\d+\.\d+ .*/site/ragc/__init__\.py$", module.TrimEnd());
    }
}

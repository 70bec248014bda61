namespace RagcSharp.Native.Tests;

/// <summary>The header in every language that it is for, and the ways in which clients find header and library.</summary>
public sealed class HeaderTests : IDisposable
{
    private readonly WorkFolder _work = new();

    public void Dispose() => _work.Dispose();

    [ToolFact("gcc g++ clang", "gcc", "g++", "clang", "clang++")]
    public void Header_StandsAlone()
    {
        _work.Write("c.c", "#include <agc-api.h>\n#include <agc/agc-api.h>\nint main(void) { return agc_n_sample(0) == 0; }\n");
        _work.Write("cpp.cpp", "#include <agc-api.h>\nint main() { CAGCFile f; std::vector<std::string> v; return f.ListSample(v) == 0; }\n");
        string flags = $"-fsyntax-only -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -I{BuiltLibrary.Folder}/include";
        Client.Succeed(
            _work.Path,
            $"for s in c99 c11 c17; do for cc in gcc clang; do $cc -std=$s {flags} -Wstrict-prototypes c.c || exit 1; done; done");
        Client.Succeed(
            _work.Path,
            $"for s in c++11 c++14 c++17 c++20; do for cc in g++ clang++; do $cc -std=$s {flags} cpp.cpp || exit 1; done; done");
    }

    [ToolFact("g++", "g++")]
    public void Class_SharedLibrary() => RunClass("g++ -std=c++11", BuiltLibrary.LinkShared);

    [ToolFact("clang", "clang++")]
    public void Class_StaticLibrary() => RunClass("clang++ -std=c++20 -O2", BuiltLibrary.LinkStatic);

    [ToolFact("g++ pkg-config", "g++", "pkg-config")]
    public void Library_IsFoundByPkgConfig() =>
        RunClass("g++", $"$(PKG_CONFIG_PATH={BuiltLibrary.Folder}/lib/pkgconfig pkg-config --cflags --libs agc) -Wl,-rpath,{BuiltLibrary.Folder}/lib");

    /// <summary>wfmash names these three files under <c>AGC_ROOT</c>.</summary>
    [ToolFact("g++", "g++")]
    public void Library_IsFoundInTreeOfAgc()
    {
        string root = Path.Combine(BuiltLibrary.Folder, "lib", "agc-root");
        RunClass("g++", $"-I{root}/src/lib-cxx {root}/bin/libagc.a {root}/3rd_party/zstd/lib/libzstd.a -lm");
    }

    [ToolFact("binutils", "nm", "readelf")]
    public void Library_ShowsItsFunctionsOnly()
    {
        string exported = Client.Succeed(_work.Path, $"nm -D --defined-only {BuiltLibrary.Shared} | awk '{{ print $3 }}'");
        Assert.Contains("agc_string_destroy@@V1.0", exported, StringComparison.Ordinal);
        Assert.All(
            exported.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            name => Assert.Matches("^(r?agc_[a-z_]+@@V1.0|V1.0|DotNetRuntimeDebugHeader@@V1.0)$", name));
        string global = Client.Succeed(_work.Path, $"nm -g --defined-only {BuiltLibrary.Folder}/lib/libagc.a | awk 'NF == 3 {{ print $3 }}'");
        Assert.All(global.Split('\n', StringSplitOptions.RemoveEmptyEntries), name => Assert.Matches("^r?agc_[a-z_]+$", name));
        Assert.Contains("[libagc.so.3]", Client.Succeed(_work.Path, $"readelf -d {BuiltLibrary.Shared} | grep SONAME"), StringComparison.Ordinal);
    }

    private void RunClass(string compiler, string link)
    {
        string program = Client.Compile(_work, "class.cpp", compiler, link);
        string toy = Archives.MakeToy(_work);
        Assert.Equal("ok\n", Client.Succeed(_work.Path, $"{program} {toy} {Archives.Golden("names")} {Archives.Golden("version2")}"));
    }
}

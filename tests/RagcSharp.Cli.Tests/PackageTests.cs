using System.IO.Compression;
using System.Text;

namespace RagcSharp.Cli.Tests;

/// <summary>The packages as their users get them: packed, put into a folder, installed from there.</summary>
[Trait("Duration", "Long")]
public sealed class PackageTests(PackageTests.Feed feed) : IClassFixture<PackageTests.Feed>, IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Library_BringsItsDocumentsAndSymbols()
    {
        Assert.Equal(
            ["README.md", "RagcSharp.nuspec", "lib/net10.0/RagcSharp.dll", "lib/net10.0/RagcSharp.xml"],
            Entries("RagcSharp.0.1.0.nupkg").Order(StringComparer.Ordinal));
        Assert.Contains("lib/net10.0/RagcSharp.pdb", Entries("RagcSharp.0.1.0.snupkg"));
        using var package = ZipFile.OpenRead(feed.File("RagcSharp.0.1.0.nupkg"));
        using var specification = new StreamReader(package.GetEntry("RagcSharp.nuspec")!.Open());
        string text = specification.ReadToEnd();
        Assert.Contains("<license type=\"expression\">MIT</license>", text, StringComparison.Ordinal);
        Assert.Contains("<readme>README.md</readme>", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/README.md")]
    public void Library_DoesWhatTheReadmesShow(string readme)
    {
        string[] examples = [.. Examples(readme)];
        Assert.NotEmpty(examples);
        _folder.Write("Example.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="RagcSharp" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """);
        AssertDone(Ragc.Shell(_folder.Path, "cp $demo/ref.fa reference.fa; gzip -c $demo/s0.fa > sample.fa.gz; mkdir before; cp *.fa* before"));
        foreach (string example in examples)
        {
            _folder.Write("Program.cs", example);
            var run = feed.Dotnet(_folder.Path, $"run -nodeReuse:false -p:RestoreAdditionalProjectSources={feed.Path}");
            Assert.True(run.ExitCode == 0, $"{example}\n{run.Text}{run.Errors}");
            AssertDone(Ragc.Shell(_folder.Path, "for input in before/*; do cmp $input ${input#before/} || exit; done"));
        }
    }

    [Fact]
    public void Tool_IsInstalledFromAFolder()
    {
        AssertDone(feed.Dotnet(
            _folder.Path, $"tool install RagcSharp.Tool --version 0.1.0 --tool-path tools --add-source {feed.Path} --ignore-failed-sources"));
        AssertDone(Ragc.Shell(_folder.Path, "tools/ragc create out.agc $demo/*.fa && tools/ragc listset out.agc > names"));
        Assert.Equal("ref\ns0\ns1\ns2\ns3\n", File.ReadAllText(_folder.File("names")));
    }

    private string[] Entries(string package)
    {
        using var archive = ZipFile.OpenRead(feed.File(package));
        return [.. archive.Entries.Select(e => e.FullName).Where(e => !e.StartsWith("_rels/", StringComparison.Ordinal)
            && !e.StartsWith("package/", StringComparison.Ordinal) && e != "[Content_Types].xml")];
    }

    private static IEnumerable<string> Examples(string readme)
    {
        StringBuilder? example = null;
        foreach (string line in File.ReadLines(Path.Combine(Ragc.Root, readme)))
        {
            if (line == "```csharp")
            {
                example = new StringBuilder();
            }
            else if (line == "```" && example is not null)
            {
                yield return example.ToString();
                example = null;
            }
            else
            {
                example?.Append(line).Append('\n');
            }
        }
    }

    private static void AssertDone(RagcResult result) => Assert.True(result.ExitCode == 0, result.Text + result.Errors);

    /// <summary>Both packages, in a folder, and a package cache of its own: nothing that was installed before is found.</summary>
    public sealed class Feed : IDisposable
    {
        private readonly WorkFolder _folder = new();

        public Feed()
        {
            foreach (string project in (string[])["RagcSharp", "RagcSharp.Cli"])
            {
                AssertDone(Dotnet(
                    Ragc.Root, $"pack src/{project} -c Release -nodeReuse:false -p:ArtifactsPath={_folder.File("artifacts")} -o {Path}"));
            }
        }

        public string Path => _folder.File("feed");

        public string File(string name) => System.IO.Path.Combine(Path, name);

        internal RagcResult Dotnet(string folder, string arguments) => Ragc.Shell(
            folder, $"NUGET_PACKAGES='{_folder.File("packages")}' DOTNET_NOLOGO=1 dotnet {arguments}");

        public void Dispose() => _folder.Dispose();
    }
}

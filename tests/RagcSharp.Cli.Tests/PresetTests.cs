namespace RagcSharp.Cli.Tests;

public sealed class PresetTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Presets => new()
    {
        { "virus", "-s 10000 -k 17 -b 500" },
        { "bacteria", "-a -s 10000 -k 17 -f 0.02" },
        { "yeast", "-s 5000 -k 17" },
        { "human", "" },
    };

    [Theory]
    [MemberData(nameof(Presets))]
    public void Preset_IsItsOptions(string name, string options) =>
        AssertSame($"create --preset {name} $demo/*.fa", $"create {options} $demo/*.fa");

    [Theory]
    [MemberData(nameof(Presets))]
    public void Preset_IsToldInTheHelp(string name, string options)
    {
        string help = string.Join(' ', Ragc.Run("/", "create", "--help").Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"{name}: {(options == "" ? "the defaults" : options)}", help, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_WinOverThePreset()
    {
        AssertSame("create --preset virus -s 3000 -c -b 50 $demo/*.fa", "create -k 17 -s 3000 -c $demo/*.fa");
        AssertSame("create -k 31 -f 0 --preset bacteria -l 18 -s 4000 $demo/*.fa", "create -a -s 4000 -l 18 $demo/*.fa");
        AssertSame("create --preset yeast -k 31 -s 60000 $demo/*.fa", "create $demo/*.fa");
    }

    [Fact]
    public void Append_TakesWhatTheArchiveDoesNotTell()
    {
        Expect.Success(Ragc.Shell(_folder.Path, "$ragc create --preset bacteria -s 3000 -o base.agc $demo/ref.fa $demo/s0.fa"));
        AssertSame("append --preset bacteria base.agc $demo/s1.fa", "append -a -f 0.02 base.agc $demo/s1.fa");
        AssertSame("append base.agc $demo/s1.fa", "append -a -f 0.02 base.agc $demo/s1.fa");
        // A preset tells all modes.
        AssertSame("append --preset human base.agc $demo/s1.fa", "append --no-adaptive -f 0 base.agc $demo/s1.fa");
    }

    [Theory]
    [InlineData("viruses")]
    [InlineData("Human")]
    [InlineData("''")]
    public void UnknownPreset_IsWrongUsage(string name) => Expect.Failure(
        Ragc.Shell(_folder.Path, $"$ragc create --preset {name} -o a.agc $demo/ref.fa"), 2, "virus, bacteria, yeast, human are possible");

    private void AssertSame(string one, string other)
    {
        Expect.Success(Ragc.Shell(_folder.Path, $"$ragc {one} > a.agc && $ragc {other} > b.agc"));
        Assert.Equal(File.ReadAllBytes(_folder.File("b.agc")), File.ReadAllBytes(_folder.File("a.agc")));
    }
}

namespace RagcSharp.Native.Tests;

/// <summary>Archives that clients read.</summary>
internal static class Archives
{
    private static readonly (string Sample, string Fasta)[] ToyFiles =
    [
        ("ref", ">chr1\nAGCTAGCTAGCTAGCT\n>chr2\nTAAAAAAAAAAATTT\n>chr3\nTGGGGGGGGGGTTT\n>seq\nTGTGTGTGTG\n"),
        ("a", ">chr1a\nCTGAGCTGACTGA\n>chr3a\nAGTTTAGCT\n"),
        ("b", ">chr1\nAAAAAAAAA\n>g h i 21\nGGGAGGG\n>c\nCCCCCCCCC\n>t\nTTTTTTT\n"),
        ("c", ">1\nTGTGTGTGTGTG\n>2\nACACACACA\n>3\nTTTTCCCGGGAAAAAA\n"),
    ];

    /// <summary>An archive that C++ AGC made.</summary>
    public static string Golden(string name) => Path.Combine(Ragc.Root, "testdata", "golden", name, "archive.agc");

    /// <summary>An archive that C++ AGC made, and that its library was measured with.</summary>
    public static string Measured(string name) => Path.Combine(Ragc.Root, "testdata", "library", $"{name}.agc");

    /// <summary>AGC's own toy archive, made anew by the program.</summary>
    public static string MakeToy(WorkFolder work) => Make(work, "toy.agc", "", ToyFiles);

    /// <summary>An archive whose sample <c>s</c> has a contig <c>none</c> without letters.</summary>
    public static string MakeEmpty(WorkFolder work) => Make(work, "empty.agc", "", ("s", ">full\nACGT\n>none\n>last\nAC\n"));

    /// <summary>An archive whose sample <c>s</c>, and more, are kept exactly.</summary>
    public static string MakeExact(WorkFolder work, params (string Sample, string Fasta)[] more) =>
        Make(work, "exact.agc", "--exact", [("s", ">one two\nACGTnn\nAC\n>three\r\nacgt-A"), .. more]);

    /// <summary>An archive of files.</summary>
    public static string Make(WorkFolder work, string name, string options, params (string Sample, string Fasta)[] files)
    {
        foreach (var (sample, fasta) in files)
            work.Write($"{sample}.fa", fasta);
        string inputs = string.Join(' ', files.Select(file => $"{file.Sample}.fa"));
        Client.Succeed(work.Path, $"$ragc create {options} -o {name} {inputs}");
        return work.File(name);
    }
}

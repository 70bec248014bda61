using System.Globalization;

using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Compat;

/// <summary>Inputs and the archive that C++ AGC made of them.</summary>
internal sealed class GoldenCase
{
    private static readonly string Folder = Repository.PathTo("testdata", "golden");

    private readonly string _name;
    private readonly string[] _options;

    public GoldenCase(string name)
    {
        _name = name;
        string[] lines = File.ReadAllLines(PathTo("args"));
        _options = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Inputs = [.. lines.Skip(1).Where(line => line.Length > 0).Select(PathTo)];
    }

    public static IEnumerable<string> Names => Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)!).Order();

    public string Archive => PathTo("archive.agc");

    /// <summary>The inputs in their order, the reference first.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>Archives that we read but do not make: of old versions, and what C++ AGC's append makes.</summary>
    public bool IsReadOnly => _name is "version1" or "version2" or "appended-by-agc";

    /// <summary>Whether every contig is a sample.</summary>
    public bool IsConcatenated => _options.Contains("-c");

    public CompressionOptions Options(int threads) => new()
    {
        KmerLength = Number("-k", 31),
        MinMatchLength = Number("-l", 20),
        BatchSize = Number("-b", 50),
        SegmentSize = Number("-s", 60000),
        UseAdaptiveMode = _options.Contains("-a"),
        TreatContigsAsSamples = IsConcatenated,
        FallbackFraction = Value("-f") is { } fraction ? double.Parse(fraction, CultureInfo.InvariantCulture) : 0,
        Threads = threads,
    };

    /// <summary>Makes the archive anew, or the beginning of it.</summary>
    public void Create(string path, int threads, int inputs = int.MaxValue)
    {
        using var compressor = AgcCompressor.Create(path, Options(threads));
        compressor.AddRange([.. Inputs.Take(inputs)]);
        compressor.Finish();
    }

    private string PathTo(string file) => Path.Combine(Folder, _name, file);

    private int Number(string option, int otherwise) =>
        Value(option) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;

    private string? Value(string option) => Array.IndexOf(_options, option) is >= 0 and var at ? _options[at + 1] : null;
}

using System.Globalization;
using System.IO.Compression;

namespace RagcSharp.Cli;

/// <summary>A file of regions, one a line, or of BED; gzip will do.</summary>
/// <param name="path">The file; - for standard input.</param>
/// <param name="parse">Makes a query of a line that is none of BED.</param>
/// <param name="sample">The sample whose contigs BED names; null where these names tell.</param>
internal sealed class RegionFile(string path, Func<string, AgcQuery> parse, string? sample)
{
    private const string StandardInput = "-";

    private static readonly string[] BedHeaders = ["track", "browser"];

    private readonly string _name = path == StandardInput ? "standard input" : path;

    /// <summary>The queries, in order. Blank lines, comments (#) and the headers of BED are passed over.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ArgumentException">A line of BED is none.</exception>
    public List<AgcQuery> Read()
    {
        var queries = new List<AgcQuery>();
        using var reader = new StreamReader(Open());
        int number = 0;
        while (ReadLine(reader) is { } line)
        {
            number++;
            if (line.Length > 0 && line[0] != '#' && !(queries.Count == 0 && IsBedHeader(line)))
                queries.Add(Parse(line, $"{_name}: line {number}"));
        }

        return queries.Count > 0 ? queries : throw new InvalidDataException($"{_name}: no region in it; one a line was expected, or BED");
    }

    private AgcQuery Parse(string line, string source)
    {
        if (!IsBed(line))
        {
            var query = parse(line);
            return query.At(source);
        }

        try
        {
            return AgcQuery.ParseBed(line, sample).At(source);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{source}: {e.Message}", e);
        }
    }

    // Names may have tabs, too: numbers tell.
    private static bool IsBed(string line) => line.Split('\t') is [_, var start, var end, ..] && IsNumber(start) && IsNumber(end);

    private static bool IsNumber(string field) => long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsBedHeader(string line) =>
        BedHeaders.Any(word => line == word || line.StartsWith(word + " ", StringComparison.Ordinal));

    private string? ReadLine(StreamReader reader)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{_name}: damaged gzip: {e.Message}", e);
        }
    }

    private Stream Open()
    {
        if (path == StandardInput)
            return Console.OpenStandardInput();
        if (Directory.Exists(path))
            throw new IOException($"{path}: is a directory, a file of regions was expected");
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: no such file");
        try
        {
            var file = new BufferedStream(File.OpenRead(path));
            return IsGzip(path) ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path}: permission denied", e);
        }
    }

    // By the name: a pipe cannot be looked at and read again.
    private static bool IsGzip(string path) =>
        path.EndsWith(".gz", StringComparison.Ordinal) || path.EndsWith(".bgz", StringComparison.Ordinal);
}

using System.Text.RegularExpressions;

namespace RagcSharp.Cli;

/// <summary>A file of regions, one a line, or of BED.</summary>
/// <param name="path">The file; - for standard input.</param>
/// <param name="parse">Makes a query of a line that is none of BED.</param>
/// <param name="sample">The sample whose contigs BED names; null where these names tell.</param>
/// <param name="warnings">Takes what is doubtful.</param>
internal sealed partial class RegionFile(string path, Func<string, AgcQuery> parse, string? sample, Warnings warnings)
{
    private static readonly string[] BedHeaders = ["track", "browser"];
    private static readonly string[] BedExtensions = [".bed", ".bed.gz", ".bed.bgz"];

    private readonly TextLines _lines = new(path, "a region a line, or BED", "region", warnings.Add);
    private readonly bool _isBed = BedExtensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>The queries, in order, as they are asked for. Blank lines, comments (#) and the headers of BED are passed over.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ArgumentException">A line of BED is none.</exception>
    /// <exception cref="InvalidDataException">It is no text, or has no region.</exception>
    public IEnumerable<AgcQuery> Read()
    {
        bool isEmpty = true;
        foreach (var (number, line) in _lines.Read())
        {
            if (line[0] == '#' || isEmpty && IsBedHeader(line))
                continue;
            isEmpty = false;
            yield return Parse(line, number);
        }

        if (isEmpty)
            throw _lines.Empty;
    }

    private AgcQuery Parse(string line, int number)
    {
        if (!_isBed && !BedPattern().IsMatch(line))
            return parse(line).At(_lines.Name, number);
        try
        {
            return AgcQuery.ParseBed(line, sample).At(_lines.Name, number);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{_lines.At(number)}: {e.Message}", e);
        }
    }

    private static bool IsBedHeader(string line) =>
        BedHeaders.Any(word => line == word || line.StartsWith(word + " ", StringComparison.Ordinal));

    // Names may have tabs, too. What looks like numbers tells, also where they are wrong.
    [GeneratedRegex(@"\A[^\t]*\t[-+0-9][-+0-9.,eE]*\t[-+0-9][-+0-9.,eE]*(\t|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex BedPattern();
}

namespace RagcSharp.Cli;

/// <summary>Takes what a command has to warn of, and tells it at the end: each warning once, with the number of its causes.</summary>
/// <param name="areSilent">Whether nothing is told.</param>
internal sealed class Warnings(bool areSilent)
{
    /// <summary>Names that a warning tells.</summary>
    private const int MostNames = 10;

    private readonly List<string> _leftOut = [];
    private readonly List<string> _deletedIndexes = [];
    private readonly List<string> _misnamed = [];

    // The first input with lower-case letters, and how many there are.
    private string? _firstCaseLost;
    private int _caseLost;

    /// <summary>Inputs have lost their case.</summary>
    /// <param name="first">The first one; null if there is none.</param>
    /// <param name="count">How many they are.</param>
    public void AddCaseLost(string? first, int count)
    {
        _firstCaseLost ??= first;
        _caseLost += count;
    }

    /// <summary>Contigs are not in an index.</summary>
    public void AddLeftOut(IEnumerable<string> contigs) => _leftOut.AddRange(contigs);

    /// <summary>Tells a warning that is one by itself at once, before the output that it is about.</summary>
    public void TellNow(string warning)
    {
        if (!areSilent)
            Tell(warning);
    }

    /// <summary>Indexes were deleted, because the file that they were of is another one now.</summary>
    public void AddDeletedIndexes(IEnumerable<string> indexes) => _deletedIndexes.AddRange(indexes);

    /// <summary>A file was written whose name may say that it is compressed otherwise than it is.</summary>
    /// <param name="file">The file; null for none.</param>
    /// <param name="content">What it is.</param>
    /// <param name="compression">How it is compressed; null if it is not.</param>
    public void AddMisnamed(string? file, string content, string? compression)
    {
        if (file is not null && NamedCompression.Of(file) is { } named && named != compression)
            _misnamed.Add($"{file}: is {content}, although its name says {named}");
    }

    public void Tell()
    {
        if (areSilent)
            return;
        if (_caseLost > 0)
            Tell($"{_firstCaseLost}{Others(_caseLost - 1)}: lower-case letters become upper-case ones; --exact keeps their case");
        if (_leftOut.Count > 0)
        {
            Tell(
                $"{_leftOut.Count} contigs without letters, or with a name that was there before, are not in the index: {First(_leftOut)}");
        }

        if (_deletedIndexes.Count > 0)
            Tell($"{First(_deletedIndexes)}: deleted, as indexes of what was replaced; --fai and --gzi make new ones");
        _misnamed.ForEach(Tell);
    }

    private static void Tell(string warning) => StandardError.Tell("warning: " + warning);

    private static string First(List<string> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? ", …" : "");

    private static string Others(int count) => count switch
    {
        0 => "",
        1 => " and another file",
        _ => $" and {count} other files",
    };
}

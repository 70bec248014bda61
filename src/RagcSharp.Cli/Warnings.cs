namespace RagcSharp.Cli;

/// <summary>Takes what a command has to warn of, and tells it at the end: each warning once, with the number of its causes.</summary>
/// <param name="areSilent">Whether nothing is told.</param>
internal sealed class Warnings(bool areSilent)
{
    /// <summary>Names that a warning tells.</summary>
    private const int MostNames = 10;

    private readonly List<string> _leftOut = [];

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

    public void Tell()
    {
        if (areSilent)
            return;
        if (_caseLost > 0)
            Tell($"{_firstCaseLost}{Others(_caseLost - 1)}: lower-case letters become upper-case ones; --exact keeps their case");
        if (_leftOut.Count > 0)
        {
            string names = string.Join(", ", _leftOut.Take(MostNames)) + (_leftOut.Count > MostNames ? ", …" : "");
            Tell($"{_leftOut.Count} contigs without letters, or with a name that was there before, are not in the index: {names}");
        }
    }

    private static void Tell(string warning) => StandardError.Tell("warning: " + warning);

    private static string Others(int count) => count switch
    {
        0 => "",
        1 => " and another file",
        _ => $" and {count} other files",
    };
}

namespace RagcSharp.Cli;

/// <summary>
/// Takes what a command has to warn of, and tells it at the end: each warning once, with the number of its causes. With <c>--strict</c>
/// every warning is an error instead, thrown where it comes up, before anything has its final name. Thread-safe.
/// </summary>
/// <param name="areSilent">Whether nothing is told.</param>
/// <param name="areErrors">Whether they are errors, told or not.</param>
internal sealed class Warnings(bool areSilent, bool areErrors)
{
    /// <summary>Names that a warning tells.</summary>
    private const int MostNames = 10;

    private readonly object _lock = new();

    // Inputs of each kind: the first one, and how many there are.
    private readonly SortedDictionary<InputWarningKind, (InputWarning First, int Count)> _inputs = [];
    private readonly List<string> _leftOut = [];
    private readonly List<string> _deletedIndexes = [];
    private readonly List<string> _misnamed = [];

    /// <summary>Warns of an input.</summary>
    /// <exception cref="InvalidDataException">Warnings are errors.</exception>
    public void Add(InputWarning warning)
    {
        Check(Describe(warning, 0));
        lock (_lock)
        {
            _inputs[warning.Kind] = _inputs.TryGetValue(warning.Kind, out var known)
                ? (known.First, known.Count + 1)
                : (warning, 1);
        }
    }

    /// <summary>Tells a warning that is one by itself at once, before the output that it is about.</summary>
    /// <inheritdoc cref="Add"/>
    public void TellNow(string warning)
    {
        Check(warning);
        if (!areSilent)
            Tell(warning);
    }

    /// <summary>Warns of contigs that are not in an index.</summary>
    /// <inheritdoc cref="Add"/>
    public void AddLeftOut(IReadOnlyList<string> contigs)
    {
        if (contigs.Count > 0)
            Check(DescribeLeftOut(contigs));
        lock (_lock)
            _leftOut.AddRange(contigs);
    }

    /// <summary>Warns of indexes that are deleted, because the file that they are of becomes another one.</summary>
    /// <inheritdoc cref="Add"/>
    public void AddDeletedIndexes(IReadOnlyList<string> indexes)
    {
        if (indexes.Count > 0)
            Check($"{First(indexes)}: would be deleted, as indexes of what is replaced; --fai and --gzi make new ones");
        lock (_lock)
            _deletedIndexes.AddRange(indexes);
    }

    /// <summary>Warns of a file whose name says that it is compressed otherwise than it is, if it does.</summary>
    /// <param name="file">The file; null for none.</param>
    /// <param name="content">What it is.</param>
    /// <param name="compression">How it is compressed; null if it is not.</param>
    /// <inheritdoc cref="Add"/>
    public void AddMisnamed(string? file, string content, string? compression)
    {
        if (file is null || NamedCompression.Of(file) is not { } named || named == compression)
            return;
        string warning = $"{file}: is {content}, although its name says {named}";
        Check(warning);
        lock (_lock)
            _misnamed.Add(warning);
    }

    /// <summary>Tells all of them, once.</summary>
    public void Tell()
    {
        lock (_lock)
        {
            string[] warnings =
            [
                .. _inputs.Values.Select(input => Describe(input.First, input.Count - 1)),
                .. _leftOut.Count > 0 ? [DescribeLeftOut(_leftOut)] : Array.Empty<string>(),
                .. _deletedIndexes.Count > 0
                    ? [$"{First(_deletedIndexes)}: deleted, as indexes of what was replaced; --fai and --gzi make new ones"]
                    : Array.Empty<string>(),
                .. _misnamed,
            ];
            foreach (string warning in warnings.Where(_ => !areSilent))
                Tell(warning);
        }
    }

    private static void Tell(string warning) => StandardError.Tell("warning: " + warning);

    private static string First(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? ", …" : "");

    private void Check(string warning)
    {
        if (areErrors)
            throw new InvalidDataException($"{warning} (an error because of --strict)");
    }

    private static string Describe(InputWarning warning, int others)
    {
        string inputs = warning.Input + others switch
        {
            0 => "",
            1 => " and another file",
            _ => $" and {others} other files",
        };
        return (warning.Kind, warning.Earlier, others) switch
        {
            (InputWarningKind.CaseLost, _, _) => $"{inputs}: lower-case letters become upper-case ones; --exact keeps their case",
            (InputWarningKind.EndMissing, _, 0) => $"{inputs}: is BGZF without its end marker: it may be cut off",
            (InputWarningKind.EndMissing, _, _) => $"{inputs}: are BGZF without their end markers: they may be cut off",
            (InputWarningKind.NamedAgain, { } earlier, 0) => $"{inputs}: is the same file as {earlier}, and is read once",
            (InputWarningKind.NamedAgain, _, 0) => $"{inputs}: is named more than once, and is read once",
            (InputWarningKind.NamedAgain, _, _) => $"{inputs}: are named more than once, and are read once each",
            (_, var earlier, 0) => $"{inputs}: is the same file as {earlier}; each is a sample",
            (_, var earlier, _) => $"{inputs}: are the same files as {earlier} or others; each is a sample",
        };
    }

    private static string DescribeLeftOut(IReadOnlyList<string> contigs) =>
        $"{contigs.Count} contigs without letters, or with a name that was there before, are not in the index: {First(contigs)}";
}

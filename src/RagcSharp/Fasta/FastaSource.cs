namespace RagcSharp.Fasta;

/// <summary>FASTA files: their text, and the samples that they hold.</summary>
internal static class FastaSource
{
    private const string Expected = "FASTA";

    /// <summary>Opens text that may be FASTA, and warns nobody.</summary>
    public static TextSource Text { get; } = new(Expected);

    /// <summary>Opens text.</summary>
    /// <param name="warn">Told of what is doubtful; null for nobody.</param>
    /// <param name="takesAnyBytes">Whether it may look like something else than text.</param>
    public static TextSource Warning(Action<InputWarning>? warn, bool takesAnyBytes) =>
        new(Expected) { Warn = warn, TakesAnyBytes = takesAnyBytes };

    /// <summary>Reads a stream, which is disposed with the reader.</summary>
    public static FastaReader Read(Stream stream, string name) => new(Text.Read(stream, name), name);

    /// <summary>
    /// The sample that a file holds: its name without directory and last extension, then without any of <c>.fna .gz .fa .fasta</c> at its
    /// end, while something is left (docs/algorithm.md §1). C++ AGC knows these in lower case only.
    /// </summary>
    public static string SampleName(string path)
    {
        string name = Path.GetFileName(path);
        int dot = name.LastIndexOf('.');
        if (dot > 0)
            name = name[..dot];
        while (((string[])[".fna", ".gz", ".fa", ".fasta"]).FirstOrDefault(
            s => name.Length > s.Length && name.EndsWith(s, StringComparison.OrdinalIgnoreCase)) is { } suffix)
        {
            name = name[..^suffix.Length];
        }

        return name;
    }
}

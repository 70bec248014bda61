namespace RagcSharp.Fasta;

/// <summary>A FASTA file to be read: the sample that it holds, and how to open it.</summary>
internal sealed record FastaInput(string Sample, Func<FastaReader> Open)
{
    /// <summary>A file, whose name gives the sample's.</summary>
    public static FastaInput File(string path) => new(FastaSource.SampleName(path), () => FastaSource.Open(path));
}

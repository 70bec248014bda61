namespace RagcSharp.Fasta;

/// <summary>A FASTA file to be read.</summary>
/// <param name="Sample">The sample that it holds.</param>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Open">Opens its text, decompressed; who is told how many bytes of the file are read, as they are.</param>
internal sealed record FastaInput(string Sample, string Name, Func<Action<int>, Stream> Open)
{
    /// <summary>A file, whose name gives the sample's.</summary>
    public static FastaInput File(string path, TextSource source) => new(FastaSource.SampleName(path), path, count => source.Open(path, count));
}

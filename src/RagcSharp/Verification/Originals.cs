using RagcSharp.Collection;
using RagcSharp.Exact;
using RagcSharp.Fasta;

namespace RagcSharp.Verification;

/// <summary>The FASTA files that the samples of an archive are compared with, and which sample each belongs to.</summary>
internal sealed class Originals
{
    private readonly IReadOnlyList<string> _all;
    private readonly Action<InputWarning>? _warn;
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <param name="files">The files.</param>
    /// <param name="areConcatenated">Whether every contig of them is a sample.</param>
    /// <param name="warn">Told of files that may be cut off; null for nobody.</param>
    /// <exception cref="ArgumentException">Two files have the name of the same sample.</exception>
    /// <exception cref="IOException">A file is missing, or is none.</exception>
    public Originals(IReadOnlyList<string> files, bool areConcatenated, Action<InputWarning>? warn)
    {
        _all = files;
        _warn = warn;
        AreConcatenated = areConcatenated;
        foreach (string file in files)
        {
            FastaSource.Text.CheckReadable(file);
            string sample = FastaSource.SampleName(file);
            if (!_files.TryAdd(sample, file) && !areConcatenated)
                throw new ArgumentException($"{file}: holds sample {sample}, and so does {_files[sample]}");
        }
    }

    /// <summary>Whether every contig of the files is a sample.</summary>
    public bool AreConcatenated { get; }

    /// <summary>Tells which files belong to no sample.</summary>
    public void CheckSamples(SampleCatalog samples, Faults faults)
    {
        if (AreConcatenated)
            return;
        foreach (var (sample, file) in _files.Where(entry => samples.Find(entry.Key) < 0))
            faults.Tell($"no sample {sample}, and {file} is one");
    }

    /// <summary>The file of a sample; null when there is none.</summary>
    public string? FileOf(string sample) => AreConcatenated ? null : _files.GetValueOrDefault(sample);

    /// <summary>The comparison of a sample; null when there is no file of it.</summary>
    public OriginalComparison? Of(string sample, IReadOnlyList<ContigRecord> contigs, Faults faults) =>
        FileOf(sample) is { } file
            ? new OriginalComparison([file], contigs, isWhole: true, OpenPlain, faults)
            : null;

    /// <summary>The text of a file, whatever that looks like: what was kept was taken for FASTA once. Null for none.</summary>
    public Stream? OpenText(string? file) =>
        file is null ? null : FastaSource.Warning(_warn, takesAnyBytes: true).Open(file);

    /// <summary>The comparison of all samples, one after another, where every contig is one; null otherwise.</summary>
    public OriginalComparison? OfAll(SampleCatalog samples, bool areExact, Faults faults)
    {
        if (!AreConcatenated || _all.Count == 0)
            return null;
        // Whatever letters the files have, they are read as the archive's were.
        Func<string, IFastaReader> open = areExact
            ? file => new ExactReader(OpenText(file)!, file, _ => { }, takesAnyBytes: true)
            : OpenPlain;
        return new OriginalComparison(_all, Enumerable.Range(0, samples.Names.Count).SelectMany(Contigs), isWhole: false, open, faults);

        IEnumerable<ContigRecord> Contigs(int sample)
        {
            try
            {
                return samples.AsStored(sample).Contigs;
            }
            catch (InvalidDataException)
            {
                // Told when the sample's turn has come.
                return [];
            }
        }
    }

    private FastaReader OpenPlain(string file) =>
        new(FastaSource.Warning(_warn, takesAnyBytes: false).Open(file), file);
}

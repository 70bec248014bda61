using RagcSharp.Fasta;
using RagcSharp.Files;

namespace RagcSharp.Compressing;

/// <summary>The files that are handed in together, each once, however often and by whatever paths it is named.</summary>
internal sealed class DistinctInputs(CompressionOptions options)
{
    private readonly List<string> _paths = [];

    // The path by which each file was named first, and first for each of its samples.
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<(string File, string Sample), string> _samples = [];

    /// <summary>The paths of the files to read, in the order in which they were named.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Takes in a file that is there; false if it was named before.</summary>
    /// <exception cref="ArgumentException">It is a pipe that was named before by another path: what that gives is gone then.</exception>
    public bool Add(string path)
    {
        if (FileStatus.Of(path) is { } status && !IsNew(path, status))
            return false;
        _paths.Add(path);
        return true;
    }

    private bool IsNew(string path, FileStatus status)
    {
        string sample = options.TreatContigsAsSamples ? "" : FastaSource.SampleName(path);
        if (!_samples.TryAdd((status.Identity, sample), path))
        {
            Warn(InputWarningKind.NamedAgain, path, _samples[(status.Identity, sample)]);
            return false;
        }

        if (!_files.TryAdd(status.Identity, path))
        {
            if (!status.IsOrdinary)
                throw new ArgumentException($"{path}: is the same pipe as {_files[status.Identity]}, and can be read only once");
            Warn(InputWarningKind.SameFile, path, _files[status.Identity]);
        }

        return true;
    }

    private void Warn(InputWarningKind kind, string path, string earlier) =>
        options.Warn?.Invoke(new InputWarning(kind, path, path == earlier ? null : earlier));
}

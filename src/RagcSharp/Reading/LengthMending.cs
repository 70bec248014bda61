using System.Text;

using RagcSharp.Archive;
using RagcSharp.Collection;

namespace RagcSharp.Reading;

/// <summary>
/// Mends samples that an older AGC has appended, whose lengths may be stored against another number (see <see cref="LengthReading"/>).
/// Safe for any number of threads.
/// </summary>
/// <param name="archive">The archive, which errors name.</param>
/// <param name="info">Who has made it.</param>
/// <param name="parameters">What it was made with.</param>
/// <param name="segments">Decodes its segments.</param>
internal sealed class LengthMending(ArchiveReader archive, FileTypeInfo info, Parameters parameters, SegmentReader segments)
{
    private readonly LengthReading _lengths = new(parameters.KmerLength, parameters.SegmentSize);
    private readonly HashSet<string> _mended = new(StringComparer.Ordinal);

    /// <summary>The sample as it should be: the same object where nothing is to be mended.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public SampleRecord Mend(SampleRecord sample)
    {
        if (info.Version.Major < StreamNames.NewVersion || info.IsOurs || _lengths.FindTelling(sample) is not { } telling)
            return sample;
        string name = Encoding.UTF8.GetString(sample.Name);
        if (LengthOf(telling, name) != _lengths.Other(telling.Length))
            return sample;
        lock (_mended)
            _mended.Add(name);
        return _lengths.ReadOtherwise(sample);
    }

    /// <summary>Whether a sample was asked for that had to be mended.</summary>
    public bool HasMended(string sample)
    {
        lock (_mended)
            return _mended.Contains(sample);
    }

    private uint LengthOf(SegmentDescriptor segment, string sample)
    {
        try
        {
            return segments.LengthOf(segment);
        }
        catch (InvalidDataException e)
        {
            throw archive.Broken($"sample {sample}: {e.Message}", e);
        }
    }
}

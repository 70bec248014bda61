using RagcSharp.Archive;
using RagcSharp.Dense;

namespace RagcSharp.Reading;

/// <summary>Sums up what an archive tells of itself.</summary>
internal static class ArchiveSummary
{
    /// <summary>Reads the names and lengths of all contigs.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public static AgcArchiveInfo Of(OpenArchive archive)
    {
        var samples = archive.Samples;
        long contigs = 0, bases = 0;
        for (int sample = 0; sample < samples.Names.Count; sample++)
        {
            contigs += samples[sample].Contigs.Count;
            bases += samples[sample].Contigs.Sum(contig => archive.Whole(contig, sample).End);
        }

        var sizes = StreamSizes.Of(archive.Reader, archive.Version);
        var modes = RecordedModes.Read(archive.Reader);
        return new AgcArchiveInfo
        {
            FormatVersion = archive.Info.Version,
            Producer = archive.Info.Pairs,
            SampleCount = samples.Names.Count,
            ContigCount = contigs,
            Bases = bases,
            KmerLength = archive.Parameters.KmerLength,
            MinMatchLength = archive.Parameters.MinMatchLength,
            SegmentSize = archive.Parameters.SegmentSize,
            BatchSize = archive.Parameters.BatchSize,
            IsDense = RecordedDense.Read(archive.Reader) is not null,
            IsAdaptive = modes?.IsAdaptive,
            IsConcatenated = modes?.IsConcatenated,
            FallbackFraction = modes?.FallbackFraction,
            Reference = samples.Names.Count > 0 ? samples.Names[0] : null,
            CommandLines = archive.CommandLines,
            FileSize = archive.Reader.Length,
            ReferenceSize = sizes.References,
            RawSize = sizes.RawGroups,
            DeltaSize = sizes.Deltas,
            CollectionSize = sizes.Collection,
            SplitterSize = sizes.Splitters,
            HasChecks = archive.Reader.HasChecks,
            ExactSize = sizes.Exact,
            MendedSamples = [.. samples.Names.Where(archive.HasMended)],
        };
    }
}

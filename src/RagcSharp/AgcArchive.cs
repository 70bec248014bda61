using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Fasta;
using RagcSharp.Memory;
using RagcSharp.Pipeline;

namespace RagcSharp;

/// <summary>An AGC archive, opened for reading. Only what is asked for is read. Not thread-safe.</summary>
public sealed class AgcArchive : IDisposable
{
    /// <summary>Bytes of references and packs kept for the next segment of the same group.</summary>
    private const long CacheBudget = 32L << 20;

    private readonly ArchiveReader _archive;
    private readonly Parameters _parameters;
    private readonly CollectionReader _collection;
    private readonly Dictionary<string, int> _samples = new(StringComparer.Ordinal);

    private (int Number, SampleRecord[] Samples)? _batch;

    private AgcArchive(ArchiveReader archive)
    {
        _archive = archive;
        var info = ReadStream(StreamNames.FileTypeInfo, (payload, count) => FileTypeInfo.Decode(payload, count));
        if (info.MajorVersion != 3)
            throw archive.Broken($"an archive of format version {info.MajorVersion}; version 3 can be read");
        _parameters = ReadStream(StreamNames.Params, (payload, _) => Parameters.Decode(payload));
        _collection = new CollectionReader(archive, _parameters);
        Samples = [.. _collection.SampleNames.Select(name => System.Text.Encoding.UTF8.GetString(name))];
        for (int i = 0; i < Samples.Count; i++)
            _ = _samples.TryAdd(Samples[i], i);
    }

    /// <summary>Names of the samples in the order of the archive; the first one is the reference.</summary>
    public IReadOnlyList<string> Samples { get; }

    /// <summary>Opens an archive.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no AGC archive, or damaged.</exception>
    public static AgcArchive Open(string path)
    {
        var archive = new ArchiveReader(path);
        try
        {
            return new AgcArchive(archive);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is a sample of that name.</summary>
    public bool Contains(string sample) => _samples.ContainsKey(sample);

    /// <summary>Writes samples as FASTA, one after another, each with its contigs in the order of the archive.</summary>
    /// <param name="samples">Their names; all are looked up before anything is written.</param>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="lineLength">Letters a line, at least 1.</param>
    /// <param name="threads">Threads that decode; memory does not depend on the length of the samples.</param>
    /// <param name="cancellation">Ends the work with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">There is no sample of one of the names.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    /// <exception cref="IOException">The archive cannot be read, or the output not written.</exception>
    public void WriteSamples(
        IReadOnlyList<string> samples, Stream output, int lineLength, int threads, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(lineLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        int[] numbers = [.. samples.Select(Find)];
        using var segments = new SegmentReader(_archive, _parameters, CacheBudget);
        using var streamer = new SegmentStreamer(segments, threads);
        var writer = new FastaWriter(output, lineLength);
        foreach (var (place, letters) in streamer.Stream(numbers.SelectMany(Segments), Broken))
        {
            cancellation.ThrowIfCancellationRequested();
            if (letters is null)
                writer.BeginContig(place.Contig.Name);
            else
                writer.WriteLetters(WithoutOverlap(letters, place));
        }

        writer.Flush();
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _collection.Dispose();
        _archive.Dispose();
    }

    private int Find(string sample) =>
        _samples.TryGetValue(sample, out int number) ? number : throw new ArgumentException($"{_archive.Path}: no sample {sample}");

    // For each contig of a sample an item without a segment, then its segments.
    private IEnumerable<(SegmentPlace Place, SegmentDescriptor? Segment)> Segments(int sample)
    {
        foreach (var contig in ReadSample(sample).Contigs)
        {
            yield return (new SegmentPlace(sample, contig, 0), null);
            for (int i = 0; i < contig.Segments.Length; i++)
                yield return (new SegmentPlace(sample, contig, i), contig.Segments[i]);
        }
    }

    private SampleRecord ReadSample(int sample)
    {
        int number = _collection.BatchOf(sample);
        if (_batch is null || _batch.Value.Number != number)
            _batch = (number, _collection.ReadBatch(number));
        return _batch.Value.Samples[sample % _parameters.BatchSize];
    }

    // Neighbouring segments share k symbols.
    private ReadOnlySpan<byte> WithoutOverlap(NativeBuffer letters, SegmentPlace place)
    {
        if (place.Number == 0)
            return letters.AsSpan();
        return letters.Length >= _parameters.KmerLength
            ? letters.AsSpan()[_parameters.KmerLength..]
            : throw Broken(place, new InvalidDataException($"{letters.Length} symbols, fewer than the {_parameters.KmerLength} that overlap"));
    }

    private InvalidDataException Broken(SegmentPlace place, InvalidDataException e) => _archive.Broken(
        $"sample {Samples[place.Sample]}, contig {System.Text.Encoding.UTF8.GetString(place.Contig.Name)}, segment {place.Number}: {e.Message}", e);

    private T ReadStream<T>(string stream, Func<byte[], ulong, T> decode)
    {
        using var payload = new NativeBuffer();
        ulong metadata = _archive.Read(stream, 0, payload);
        try
        {
            return decode(payload.AsSpan().ToArray(), metadata);
        }
        catch (InvalidDataException e)
        {
            throw _archive.Broken(e.Message, e);
        }
    }

    private readonly record struct SegmentPlace(int Sample, ContigRecord Contig, int Number);
}

using System.Text;

using RagcSharp.Collection;
using RagcSharp.Exact;
using RagcSharp.Reading;
using RagcSharp.Zstd;

namespace RagcSharp.Verification;

/// <summary>
/// Puts all contigs of an archive together, segment by segment, as extraction does; but every segment is decoded, whether or not it adds
/// a letter. Used by one thread.
/// </summary>
internal sealed class SampleVerifier : IDisposable
{
    private readonly int _overlap;
    private readonly SampleCatalog _samples;
    private readonly SegmentReader _segments;
    private readonly IReadOnlyDictionary<(string Stream, int Part), Faults.Cause> _damaged;
    private readonly ExactSamples _texts;
    private readonly Originals _originals;
    private readonly Faults _faults;

    // The last symbols of the segment before, when there is one and it could be decoded.
    private readonly byte[] _end;
    private bool _hasEnd;

    // The last segment of which a piece could not be decoded.
    private Step _failed;
    private OriginalComparison? _original;

    public SampleVerifier(
        OpenArchive archive,
        IReadOnlyDictionary<(string Stream, int Part), Faults.Cause> damaged,
        Originals originals,
        Faults faults)
    {
        _texts = archive.Texts;
        _overlap = archive.Parameters.KmerLength;
        _end = new byte[_overlap];
        _samples = archive.Samples;
        _segments = archive.Segments;
        _damaged = damaged;
        _originals = originals;
        _faults = faults;
    }

    /// <summary>Contigs so far.</summary>
    public long Contigs { get; private set; }

    /// <summary>Letters of the contigs so far.</summary>
    public long Bases { get; private set; }

    /// <summary>Samples that were compared with an original.</summary>
    public int Compared { get; private set; }

    public void Verify(int threads, ProgressReport progress, CancellationToken cancellation)
    {
        foreach (string name in _samples.Names.CountBy(name => name).Where(n => n.Value > 1).Select(n => n.Key))
            _faults.Tell($"two samples named {name}", name);
        _original = _originals.OfAll(_samples, _texts.Any, _faults);
        using var streamer = new SegmentStreamer(_segments, threads);
        foreach (var (step, letters, error) in streamer.Try(Steps(), step => step.Contig?.Name.Length ?? 0))
        {
            cancellation.ThrowIfCancellationRequested();
            if (step.Contig is null)
                BeginSample(step.Sample, step.Contigs);
            else if (step.Segment < 0)
                BeginContig(step);
            else if (letters.AreNone)
                PassOver(step, error);
            else
                Take(step, letters.Span);
            if (step.Segment < 0)
                progress.Change(now => now with { SamplesRead = step.Sample, Bases = Bases });
        }

        EndComparison();
        progress.Change(now => now with { SamplesRead = now.Samples });
    }

    public void Dispose() => _original?.Dispose();

    // For each sample an item without a contig, for each contig one without a segment, then its segments.
    private IEnumerable<(Step Step, SegmentPiece? Segment)> Steps()
    {
        for (int sample = 0; sample < _samples.Names.Count; sample++)
        {
            var contigs = ContigsOf(sample);
            yield return (new Step(sample, contigs), null);
            foreach (var contig in contigs ?? [])
            {
                yield return (new Step(sample, contigs, contig), null);
                foreach (var step in Steps(sample, contigs, contig))
                    yield return step;
            }
        }
    }

    // Long segments come in pieces; one that cannot be decoded is told of once.
    private IEnumerable<(Step Step, SegmentPiece? Segment)> Steps(int sample, IReadOnlyList<ContigRecord>? contigs, ContigRecord contig)
    {
        for (int i = 0; i < contig.Segments.Count; i++)
        {
            var segment = contig.Segments[i];
            var step = new Step(sample, contigs, contig, i);
            if (segment.Length > ZstdFrame.MostContent)
                Tell(step, $"{segment.Length} symbols; at most {ZstdFrame.MostContent} are possible");
            if (segment.Length > ZstdFrame.MostContent || IsDamaged(segment, sample))
            {
                yield return (step, null);
                continue;
            }

            foreach (var (piece, _, _) in SegmentPiece.Of(segment, 0, (int)segment.Length))
                yield return (step with { Start = piece.Start, Length = piece.Length }, piece);
        }
    }

    // Null when they cannot be told.
    private IReadOnlyList<ContigRecord>? ContigsOf(int sample)
    {
        try
        {
            return _samples[sample].Contigs;
        }
        catch (InvalidDataException e)
        {
            _faults.Take(e, _samples.Names[sample]);
            return null;
        }
    }

    private bool IsDamaged(SegmentDescriptor segment, int sample)
    {
        if (_damaged.Count == 0)
            return false;
        bool isDamaged = false;
        foreach (var part in _segments.PartsOf(segment))
        {
            if (!_damaged.TryGetValue(part, out var cause))
                continue;
            cause.Blame(_samples.Names[sample]);
            isDamaged = true;
        }

        return isDamaged;
    }

    private void BeginSample(int sample, IReadOnlyList<ContigRecord>? contigs)
    {
        if (_originals.AreConcatenated)
            return;
        EndComparison();
        // Texts are compared as a whole.
        if (contigs is null || _texts.Has(sample))
            return;
        _original = _originals.Of(_samples.Names[sample], contigs, _faults);
        if (_original is not null)
            Compared++;
    }

    private void EndComparison()
    {
        if (_original is null)
            return;
        _original.Complete();
        if (_originals.AreConcatenated)
            Compared = _original.Matched;
        _original.Dispose();
        _original = null;
    }

    private void BeginContig(Step step)
    {
        var contig = step.Contig!;
        _original?.BeginContig(_samples.Names[step.Sample], Text(contig.Name));
        _hasEnd = false;
        Contigs++;
        int tooShort = FindTooShort(contig.Segments);
        if (tooShort >= 0)
        {
            Tell(step with { Segment = tooShort },
                $"{contig.Segments[tooShort].Length} symbols, fewer than the {_overlap} that neighbouring segments share");
        }

        if (tooShort < 0 && contig.Segments.All(segment => segment.Length <= ZstdFrame.MostContent))
            Bases += contig.Length(_overlap);
    }

    // The first segment that has fewer symbols than it shares with a neighbour; −1 when there is none.
    private int FindTooShort(IReadOnlyList<SegmentDescriptor> segments)
    {
        for (int i = 0; segments.Count > 1 && i < segments.Count; i++)
        {
            if (segments[i].Length < _overlap)
                return i;
        }

        return -1;
    }

    private void PassOver(Step step, InvalidDataException? error)
    {
        if (error is not null && _failed != step with { Start = 0, Length = 0 })
            Tell(step, error.Message);
        _hasEnd = false;
        _failed = step with { Start = 0, Length = 0 };
        long length = step.Length > 0 ? step.Length : step.Contig!.Segments[step.Segment].Length;
        _original?.PassOver(step.Segment == 0 || step.Start > 0 ? length : Math.Max(0, length - _overlap));
    }

    private void Take(Step step, ReadOnlySpan<byte> letters)
    {
        int shared = step.Segment == 0 || step.Start > 0 ? 0 : Math.Min(_overlap, letters.Length);
        if (_hasEnd && shared == _overlap)
            CompareShared(step, letters[..shared]);
        _original?.Compare(letters[shared..]);
        _hasEnd = letters.Length >= _overlap;
        if (_hasEnd)
            letters[^_overlap..].CopyTo(_end);
    }

    private void CompareShared(Step step, ReadOnlySpan<byte> start)
    {
        int same = start.CommonPrefixLength(_end);
        if (same < _overlap)
        {
            Tell(step, $"begins with {Letters(start)}, the segment before ends with {Letters(_end)}: "
                + $"the {_overlap} symbols that they share differ from the {same + 1}th on");
        }
    }

    private void Tell(Step step, string what)
    {
        string sample = _samples.Names[step.Sample];
        _faults.Tell($"sample {sample}, contig {Text(step.Contig!.Name)}, segment {step.Segment}: {what}", sample);
    }

    private static string Letters(ReadOnlySpan<byte> letters) => Encoding.ASCII.GetString(letters);

    private static string Text(byte[] name) => Encoding.UTF8.GetString(name);

    private readonly record struct Step(int Sample, IReadOnlyList<ContigRecord>? Contigs, ContigRecord? Contig = null, int Segment = -1)
    {
        /// <summary>The piece of the segment; 0 and 0 when it is passed over.</summary>
        public long Start { get; init; }

        public int Length { get; init; }
    }
}

using System.Text;

using RagcSharp.Exact;
using RagcSharp.Fasta;

namespace RagcSharp.Reading;

/// <summary>Writes regions as FASTA, in the text of the input as far as the archive tells it. Used by one thread.</summary>
internal sealed class RegionWriter : IDisposable
{
    private const int DefaultLineLength = 80;

    private readonly IReadOnlyList<string> _samples;
    private readonly ExactSamples? _texts;
    private readonly bool _keepsLayout;
    private readonly OutputBuffer _output;
    private readonly LineLayout _plainLayout;
    private readonly FastaWriter _fasta;
    private readonly HeaderTemplate? _header;
    private readonly ReversedLetters _reversed = new();

    // What is told of the current sample's text.
    private SampleText? _text;
    private RecordedLayout? _layout;
    private LetterRestorer? _letters;
    private Region? _region;

    /// <param name="samples">Names of the samples.</param>
    /// <param name="texts">The texts of samples; null where the plain letters are asked for.</param>
    /// <param name="output">Where to; not owned.</param>
    /// <param name="lineLength">Letters a line; null: as in the input for whole samples, where that is known.</param>
    /// <param name="areSamples">Whether the regions are whole samples, one after another.</param>
    /// <param name="header">What headers are like; null for the contig's name and the range as it was asked for.</param>
    public RegionWriter(
        IReadOnlyList<string> samples, ExactSamples? texts, Stream output, int? lineLength, bool areSamples, HeaderTemplate? header)
    {
        _samples = samples;
        _texts = texts;
        _keepsLayout = areSamples && lineLength is null;
        _output = new OutputBuffer(output);
        _plainLayout = new LineLayout(lineLength ?? DefaultLineLength);
        _fasta = new FastaWriter(_output, _plainLayout);
        _header = header;
    }

    /// <summary>The number of the current sample, or −1.</summary>
    public int Sample { get; private set; } = -1;

    /// <summary>Ends the region before and begins one, or goes on with it.</summary>
    /// <exception cref="InvalidDataException">What the archive tells of the text is damaged.</exception>
    public void Begin(Region region)
    {
        EndPiece();
        if (!region.IsContinued)
            BeginRecord(region);
        _region = region;
        _letters?.Begin(region.Place + 1 + region.Start, region.BeginsWithGap);
    }

    /// <summary>Writes letters of the region, which are in upper case and may be changed.</summary>
    /// <inheritdoc cref="Begin"/>
    public void Write(Span<byte> letters)
    {
        if (_letters is null)
            Sink.WriteLetters(letters);
        else
            _letters.Write(letters, Sink);
    }

    /// <summary>Ends the last region and hands everything on to the stream.</summary>
    /// <inheritdoc cref="Begin"/>
    public void Flush()
    {
        EndSample();
        _output.Flush();
    }

    public void Dispose()
    {
        _text?.Dispose();
        _reversed.Dispose();
    }

    private ILetterSink Sink => _region is { IsReverse: true } ? _reversed : _fasta;

    private void BeginRecord(Region region)
    {
        _fasta.EndContig();
        if (region.Sample != Sample || _keepsLayout && region.Number == 0)
            BeginSample(region.Sample);
        byte[] name = _text?.Header(region.Number) ?? region.Contig.Name;
        if (_header is not null)
            _fasta.BeginContig(_header.Fill(region, _samples[region.Sample], name));
        else if (region.Title is { } title)
            _fasta.BeginContig(Encoding.UTF8.GetBytes(title));
        else
            _fasta.BeginContig(name, region.Suffix);
    }

    private void BeginSample(int sample)
    {
        EndSample();
        Sample = sample;
        _text = _texts?.Open(sample);
        _layout = _keepsLayout && _text is not null ? new RecordedLayout(_text.Read(Track.Layout)) : null;
        _letters = _text is null
            ? null
            : new LetterRestorer(_text.Read(Track.Case), _text.Read(Track.Others), keepsBlanks: _layout is not null);
        _fasta.Layout = _layout ?? _plainLayout;
        // A sample may end without a line end. It is not to swallow the next one.
        if (!_output.EndsInLineEnd)
            _output.Write("\n"u8);
        if (_layout is not null)
            WritePreamble(_text!.Read(Track.Preamble));
    }

    private void WritePreamble(TrackReader preamble)
    {
        while (preamble.MoveNext())
            _output.Write(preamble.TakeText(preamble.Second));
    }

    private void EndPiece()
    {
        if (_region is { ReachesEnd: true })
            _letters?.End(Sink);
        if (_region is { IsReverse: true })
            _reversed.MoveTo(_fasta);
        _region = null;
    }

    private void EndSample()
    {
        EndPiece();
        _fasta.EndContig();
        if (_layout is { IsAtEnd: false } || _layout is not null && _letters is { IsAtEnd: false })
            throw new InvalidDataException("what is kept of the text is not of these contigs");
        _text?.Dispose();
        _text = null;
    }
}

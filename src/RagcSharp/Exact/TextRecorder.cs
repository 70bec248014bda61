namespace RagcSharp.Exact;

/// <summary>
/// Records, while a sample is read, what its symbols and names do not tell of its text; a part of an archive in the end (docs/format.md §7.3).
/// Used by one thread.
/// </summary>
internal sealed class TextRecorder
{
    private readonly List<TrackBlock> _blocks = [];
    private readonly TrackWriter _preamble;
    private readonly TrackWriter _headers;
    private long _records;

    /// <param name="full">Told of every block that is full, and may then be packed.</param>
    public TextRecorder(Action<TrackBlock> full)
    {
        _preamble = new TrackWriter(Track.Preamble, _blocks, full);
        _headers = new TrackWriter(Track.Headers, _blocks, full);
        Layout = new LayoutRecorder(new TrackWriter(Track.Layout, _blocks, full));
        Letters = new LetterRecorder(new TrackWriter(Track.Case, _blocks, full), new TrackWriter(Track.Others, _blocks, full));
    }

    /// <summary>The lines.</summary>
    public LayoutRecorder Layout { get; }

    /// <summary>The letters.</summary>
    public LetterRecorder Letters { get; }

    /// <summary>Records text before the first record.</summary>
    public void AddPreamble(ReadOnlySpan<byte> text) => _preamble.Add(0, text.Length, text, 0);

    /// <summary>Begins a record, with its header as it stands and the name that it has in the archive.</summary>
    public void BeginRecord(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name, LineEnd end)
    {
        Letters.BeginRecord();
        Layout.EndHeader(end);
        if (header.SequenceEqual(name))
        {
            _records++;
            return;
        }

        _headers.Add(_records, header.Length, header, _records + 1);
        _records = 0;
    }

    /// <summary>What was recorded. Nothing more may be added.</summary>
    public ExactText Finish()
    {
        Letters.Finish();
        return new ExactText(_blocks);
    }
}

using System.Text;

using RagcSharp.Collection;
using RagcSharp.Fasta;
using RagcSharp.Sequences;

namespace RagcSharp.Verification;

/// <summary>
/// Compares contigs, handed in one after another and piece by piece, with the records of FASTA files. Contigs and records are matched by
/// their whole headers, in order: what only one side has is passed over and told. Used by one thread.
/// </summary>
internal sealed class OriginalComparison : IDisposable
{
    private readonly IReadOnlyList<string> _files;
    private readonly bool _isWhole;
    private readonly Func<string, IFastaReader> _open;
    private readonly Faults _faults;

    // How often each header is still to come on the archive's side.
    private readonly Dictionary<string, int> _toCome = new(StringComparer.Ordinal);
    private int _file = -1;
    private IFastaReader? _reader;
    private FastaRecord? _record;
    private bool _isUnreadable;

    // The contig in work: whether it has a record, letters so far, and its first difference.
    private string _contig = "";
    private bool _isMatched;
    private long _position;
    private string? _difference;

    // The sample in work, and what is to be told of it.
    private string? _sample;
    private string? _firstDifference;
    private int _differing;

    /// <param name="files">The files, read one after another.</param>
    /// <param name="contigs">All contigs that will be handed in.</param>
    /// <param name="isWhole">Whether the files hold all of them.</param>
    /// <param name="open">Opens a file.</param>
    /// <param name="faults">Takes what differs.</param>
    public OriginalComparison(
        IReadOnlyList<string> files, IEnumerable<ContigRecord> contigs, bool isWhole, Func<string, IFastaReader> open, Faults faults)
    {
        _open = open;
        _files = files;
        _isWhole = isWhole;
        _faults = faults;
        foreach (var contig in contigs)
        {
            string header = Text(contig.Name);
            _toCome[header] = _toCome.GetValueOrDefault(header) + 1;
        }
    }

    /// <summary>Number of contigs that had a record.</summary>
    public int Matched { get; private set; }

    /// <summary>Ends the contig before, and begins one.</summary>
    public void BeginContig(string sample, string contig)
    {
        EndContig();
        if (sample != _sample)
            TellDifference();
        _sample = sample;
        _contig = contig;
        _toCome[contig]--;
        _position = 0;
        _isMatched = FindRecord();
        if (_isMatched)
            Matched++;
        else if (_isWhole && !_isUnreadable)
            _faults.Tell($"sample {sample}, contig {contig}: not in {_files[0]}", sample);
    }

    /// <summary>Compares letters of the contig with those of its record, case aside.</summary>
    public void Compare(ReadOnlySpan<byte> letters)
    {
        if (_isMatched && _difference is null)
            FindDifference(letters, _record!.Symbols.Length);
        _position += letters.Length;
    }

    /// <summary>Passes over letters that cannot be had.</summary>
    public void PassOver(long count) => _position += count;

    /// <summary>Ends everything: what is left of the files is in no contig.</summary>
    public void Complete()
    {
        EndContig();
        TellDifference();
        for (var record = NextRecord(); record is not null; record = NextRecord())
            TellMissing();
    }

    public void Dispose()
    {
        _record?.Dispose();
        _reader?.Dispose();
    }

    // Makes the record of the contig the current one. One that comes later in the archive waits.
    private bool FindRecord()
    {
        while ((_record ?? NextRecord()) is { } record)
        {
            string header = Text(record.Header);
            if (header == _contig)
                return true;
            if (_toCome.GetValueOrDefault(header) > 0)
                return false;
            TellMissing();
        }

        return false;
    }

    private FastaRecord? NextRecord()
    {
        _record?.Dispose();
        _record = null;
        try
        {
            while (!_isUnreadable && _record is null && (_reader is not null || _file + 1 < _files.Count))
            {
                _reader ??= _open(_files[++_file]);
                _record = _reader.Read();
                if (_record is null)
                    CloseFile();
            }
        }
        catch (InvalidDataException e)
        {
            _isUnreadable = true;
            _faults.Tell($"cannot be compared: {e.Message}");
        }

        return _record;
    }

    private void CloseFile()
    {
        _reader?.Dispose();
        _reader = null;
    }

    private void FindDifference(ReadOnlySpan<byte> letters, long length)
    {
        var record = _record!.Symbols.AsSpan(_position, (int)Math.Min(letters.Length, Math.Max(0, length - _position)));
        Symbols.DecodeInPlace(record);
        int same = letters.CommonPrefixLength(record);
        if (same < letters.Length)
        {
            string there = same < record.Length ? $"{(char)record[same]}" : "the end";
            _difference = $"position {_position + same} (from 0): {(char)letters[same]}, and {there} in {_files[_file]}";
        }
    }

    private void EndContig()
    {
        if (!_isMatched)
            return;
        _isMatched = false;
        if (_position < _record!.Symbols.Length)
        {
            long more = _record.Symbols.Length - _position;
            _difference ??= $"position {_position} (from 0): the end, and {more} letters more in {_files[_file]}";
        }

        _record.Dispose();
        _record = null;
        if (_difference is null)
            return;
        _firstDifference ??= $"contig {_contig}, {_difference}";
        _difference = null;
        _differing++;
    }

    private void TellDifference()
    {
        if (_firstDifference is not null)
            _faults.Tell($"sample {_sample}, {_firstDifference}{(_differing > 1 ? $"; {_differing} contigs differ" : "")}", _sample);
        _firstDifference = null;
        _differing = 0;
    }

    private void TellMissing()
    {
        string contig = Text(_record!.Header);
        string what = $"no contig {contig}, and {_files[_file]} has one";
        if (_isWhole)
            _faults.Tell($"sample {_sample}: {what}", _sample);
        else
            _faults.Tell(what);
        _record.Dispose();
        _record = null;
    }

    private static string Text(byte[] name) => Encoding.UTF8.GetString(name);
}

using System.Buffers.Binary;
using System.Text;

using RagcSharp.Memory;

namespace RagcSharp.Reading;

/// <summary>
/// Queries in the order in which they came, in some ten bytes each, and the names of their records: there may be millions. What names
/// their contigs is kept once. Filled, then read; used by one thread.
/// </summary>
internal sealed class QueryLog : IDisposable
{
    private const int BitsAByte = 7;
    private const int More = 1 << BitsAByte;

    private readonly NativeBuffer _records = new();
    private readonly NativeBuffer _scratch = new();
    private readonly DistinctNames _names = new();
    private readonly DistinctNames _samples = new();
    private readonly DistinctNames _files = new();

    // The name and the line of the query added last.
    private (int Number, QueryName Name) _lastName;
    private long _line;

    // What was made of names last.
    private (int Number, QueryName Name) _recentName = (-1, default);
    private (int Number, string Name) _recentFile = (-1, "");

    [Flags]
    private enum Has
    {
        None = 0,
        Reverse = 1,
        Title = 2,
        Source = 4,

        /// <summary>A range of two numbers.</summary>
        Numbers = 8,

        /// <summary>A range that is kept as it was written.</summary>
        Form = 16,
        FromOne = 32,
        HalfOpen = 64,
    }

    /// <summary>Bytes that the queries take, without the names of contigs.</summary>
    public long Bytes => _records.Length;

    /// <summary>Number of different names of contigs.</summary>
    public int NameCount => _names.Count;

    /// <summary>Adds a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="name">What names its contig.</param>
    public void Add(AgcQuery query, QueryName name)
    {
        var has = Describe(query);
        _records.Append((byte)has);
        if (name != _lastName.Name)
            _lastName = (AddName(name), name);
        Write(_lastName.Number);
        if (has.HasFlag(Has.Source))
        {
            Write(AddText(_files, query.File!));
            Write(query.Line - _line);
            _line = query.Line;
        }

        if (has.HasFlag(Has.Numbers))
        {
            Write(query.Range!.From);
            Write(query.Range.To - query.Range.From);
        }

        if (has.HasFlag(Has.Form))
            Write(query.Range!.Written!);
        if (has.HasFlag(Has.Title))
            Write(query.Name!);
    }

    /// <summary>What names contigs, by number.</summary>
    public QueryName Name(int number)
    {
        if (_recentName.Number != number)
            _recentName = (number, Decode(_names[number]));
        return _recentName.Name;
    }

    /// <summary>The queries in their order.</summary>
    /// <param name="withTitles">Whether with what their records are called.</param>
    public IEnumerable<Entry> Read(bool withTitles = true)
    {
        long line = 0;
        for (long at = 0; at < _records.Length;)
        {
            var has = (Has)_records.AsSpan(at++, 1)[0];
            int name = (int)ReadNumber(ref at);
            int file = has.HasFlag(Has.Source) ? (int)ReadNumber(ref at) : -1;
            if (has.HasFlag(Has.Source))
                line += ReadNumber(ref at);
            var positions = (has & (Has.FromOne | Has.HalfOpen)) switch
            {
                Has.FromOne => Positions.FromOne,
                Has.HalfOpen => Positions.HalfOpen,
                _ => Positions.FromZero,
            };
            QueryRange? range = null;
            if (has.HasFlag(Has.Numbers))
            {
                long from = ReadNumber(ref at);
                range = QueryRange.OfNumbers(positions, from, from + ReadNumber(ref at));
            }

            if (has.HasFlag(Has.Form))
                range = QueryRange.Split(ReadText(ref at), positions).Range;
            string? title = null;
            if (has.HasFlag(Has.Title) && withTitles)
                title = ReadText(ref at);
            else if (has.HasFlag(Has.Title))
                PassText(ref at);
            yield return new Entry(name, range, positions, has.HasFlag(Has.Reverse), title, file, line);
        }
    }

    /// <summary>A query as it was added.</summary>
    public AgcQuery Query(Entry entry)
    {
        var query = AgcQuery.Of(Name(entry.Name), entry.Range, entry.Positions, entry.IsReverse, entry.Title);
        return entry.File < 0 ? query : query.At(File(entry.File), entry.Line);
    }

    public void Dispose()
    {
        _records.Dispose();
        _scratch.Dispose();
        _names.Dispose();
        _samples.Dispose();
        _files.Dispose();
    }

    private static Has Describe(AgcQuery query)
    {
        var has = query.Positions switch
        {
            Positions.FromOne => Has.FromOne,
            Positions.HalfOpen => Has.HalfOpen,
            _ => Has.None,
        };
        if (query.IsReverse)
            has |= Has.Reverse;
        if (query.Name is not null)
            has |= Has.Title;
        if (query.File is not null)
            has |= Has.Source;
        if (query.Range is { } range)
            has |= range.Written is null ? Has.Numbers : Has.Form;
        return has;
    }

    // How positions are counted, if at all, and the sample, before the name.
    private int AddName(QueryName name)
    {
        const int PrefixLength = sizeof(byte) + sizeof(int);
        _scratch.Clear();
        var prefix = _scratch.Room(PrefixLength)[..PrefixLength];
        prefix[0] = (byte)(name.Positions is { } positions ? (int)positions + 1 : 0);
        int sample = name.Sample is null ? 0 : AddText(_samples, name.Sample) + 1;
        BinaryPrimitives.WriteInt32LittleEndian(prefix[1..], sample);
        _scratch.Advance(PrefixLength);
        Append(_scratch, name.Text);
        return _names.Add(_scratch.AsSpan());
    }

    private QueryName Decode(ReadOnlySpan<byte> name)
    {
        int sample = BinaryPrimitives.ReadInt32LittleEndian(name[1..]);
        return new QueryName(
            Encoding.UTF8.GetString(name[(sizeof(byte) + sizeof(int))..]),
            sample == 0 ? null : Encoding.UTF8.GetString(_samples[sample - 1]),
            name[0] == 0 ? null : (Positions)(name[0] - 1));
    }

    private string File(int number)
    {
        if (_recentFile.Number != number)
            _recentFile = (number, Encoding.UTF8.GetString(_files[number]));
        return _recentFile.Name;
    }

    private static int AddText(DistinctNames names, string text) => names.Add(Encoding.UTF8.GetBytes(text));

    private static void Append(NativeBuffer target, string text)
    {
        var room = target.Room(Encoding.UTF8.GetMaxByteCount(text.Length));
        target.Advance(Encoding.UTF8.GetBytes(text, room));
    }

    private void Write(string text)
    {
        Write(Encoding.UTF8.GetByteCount(text));
        Append(_records, text);
    }

    // Seven bits a byte, the lowest first. Negative numbers take ten bytes.
    private void Write(long number)
    {
        ulong rest = (ulong)number;
        for (; rest >= More; rest >>= BitsAByte)
            _records.Append((byte)(rest | More));
        _records.Append((byte)rest);
    }

    private long ReadNumber(ref long at)
    {
        ulong number = 0;
        for (int shift = 0; ; shift += BitsAByte)
        {
            byte next = _records.AsSpan(at++, 1)[0];
            number |= (ulong)(next % More) << shift;
            if (next < More)
                return (long)number;
        }
    }

    private void PassText(ref long at)
    {
        long length = ReadNumber(ref at);
        at += length;
    }

    private string ReadText(ref long at)
    {
        int length = (int)ReadNumber(ref at);
        var text = _records.AsSpan(at, length);
        at += length;
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>A query of the log.</summary>
    /// <param name="Name">The number of what names its contig.</param>
    /// <param name="Range">The range behind the name.</param>
    /// <param name="Positions">How positions are counted.</param>
    /// <param name="IsReverse">Whether the reverse complement is asked for.</param>
    /// <param name="Title">What its record is called; null for the contig's name.</param>
    /// <param name="File">The number of the file where it stands, or −1.</param>
    /// <param name="Line">The line there.</param>
    internal readonly record struct Entry(
        int Name, QueryRange? Range, Positions Positions, bool IsReverse, string? Title, int File, long Line);
}

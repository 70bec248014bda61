using System.Text;

namespace RagcSharp.Archive;

/// <summary>
/// The footer of an archive: its streams by number and by name, and their parts, in a few arrays, because a hundred human genomes have
/// hundreds of thousands of streams. Immutable, so safe for any number of threads.
/// </summary>
internal sealed class StreamDirectory
{
    private readonly byte[] _names;
    private readonly Part[] _parts;

    // Where the name and the parts of each stream end; those of the next one begin there.
    private readonly int[] _nameEnds;
    private readonly int[] _partEnds;

    private readonly NameTable _byName;

    /// <summary>Reads a footer.</summary>
    /// <param name="footer">The footer, without the number behind it.</param>
    /// <param name="end">Where the footer begins in the file, which is the end of the parts.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public StreamDirectory(ReadOnlySpan<byte> footer, long end)
    {
        int at = 0;
        // Parts may lie anywhere, in any order. But writers put them side by side: together they are never more than what is there, so
        // that no byte stands for much more than itself.
        long room = end;
        ulong count = Varint.Read(footer, ref at);
        // A stream takes at least three bytes here, a part two: no memory for more than the footer can hold.
        if (count > (ulong)(footer.Length - at) / 3)
            throw new InvalidDataException($"{count} streams in {footer.Length - at} bytes");
        _nameEnds = new int[count];
        _partEnds = new int[count];
        var names = new List<byte>();
        var parts = new List<Part>();
        for (int stream = 0; stream < _nameEnds.Length; stream++)
        {
            var name = ReadName(footer, ref at);
            names.AddRange(name);
            _nameEnds[stream] = names.Count;
            ReadParts(Encoding.UTF8.GetString(name), footer, ref at, end, ref room, parts);
            _partEnds[stream] = parts.Count;
        }

        if (at != footer.Length)
            throw new InvalidDataException($"{footer.Length - at} bytes behind the last stream");
        _names = [.. names];
        _parts = [.. parts];
        _byName = new NameTable(Count, BytesOf);
        for (int stream = 0; stream < Count; stream++)
        {
            if (!_byName.TryAdd(stream))
                throw new InvalidDataException($"two streams named {NameOf(stream)}");
        }
    }

    /// <summary>Number of streams.</summary>
    public int Count => _nameEnds.Length;

    /// <summary>The name of a stream.</summary>
    public string NameOf(int stream) => Encoding.UTF8.GetString(BytesOf(stream));

    /// <summary>The stream of a name, or −1.</summary>
    public int Find(string name) => _byName.Find(Encoding.UTF8.GetBytes(name));

    /// <summary>The parts of a stream.</summary>
    public ArraySegment<Part> PartsOf(int stream)
    {
        int first = FirstPartOf(stream);
        return new ArraySegment<Part>(_parts, first, _partEnds[stream] - first);
    }

    /// <summary>The number that a stream's first part has among all: that of its check.</summary>
    public int FirstPartOf(int stream) => stream == 0 ? 0 : _partEnds[stream - 1];

    private static ReadOnlySpan<byte> ReadName(ReadOnlySpan<byte> footer, ref int at)
    {
        int length = footer[at..].IndexOf((byte)0);
        if (length < 0)
            throw new InvalidDataException("a stream name without end");
        var name = footer.Slice(at, length);
        at += length + 1;
        return name;
    }

    private static void ReadParts(string name, ReadOnlySpan<byte> footer, ref int at, long end, ref long room, List<Part> parts)
    {
        ulong count = Varint.Read(footer, ref at);
        _ = Varint.Read(footer, ref at);
        if (count > (ulong)(footer.Length - at) / 2)
            throw new InvalidDataException($"stream {name}: {count} parts in {footer.Length - at} bytes");
        for (ulong i = 0; i < count; i++)
        {
            ulong offset = Varint.Read(footer, ref at), size = Varint.Read(footer, ref at);
            if (offset >= (ulong)end || size > (ulong)end - offset || size > int.MaxValue - 64)
                throw new InvalidDataException($"stream {name}, part {i}: {size} bytes at {offset}, the parts end at {end}");
            if ((long)size > room)
            {
                throw new InvalidDataException(
                    $"stream {name}, part {i}: {size} bytes at {offset}, the parts before take all but {room} of {end}");
            }

            room -= (long)size;
            parts.Add(new Part((long)offset, (long)size));
        }
    }

    private ReadOnlySpan<byte> BytesOf(int stream)
    {
        int start = stream == 0 ? 0 : _nameEnds[stream - 1];
        return _names.AsSpan(start, _nameEnds[stream] - start);
    }
}

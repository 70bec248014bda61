using System.Collections.Concurrent;

using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Sequences;
using RagcSharp.Threads;
using RagcSharp.Zstd;

namespace RagcSharp.Reading;

/// <summary>
/// Decodes segments of an archive. Keeps the references and packs that were used last, within a budget of bytes. Thread-safe.
/// </summary>
internal sealed class SegmentReader : IDisposable
{
    /// <summary>Bytes that a spare buffer keeps.</summary>
    private const long MostKept = SegmentPiece.Longest;

    private readonly ArchiveReader _archive;
    private readonly Parameters _parameters;
    private readonly int _version;
    private readonly LeaseCache<PartKey, IMeasured> _parts;
    private readonly ConcurrentBag<ZstdContext> _contexts = [];
    private readonly ConcurrentBag<NativeBuffer> _buffers = [];

    public SegmentReader(ArchiveReader archive, Parameters parameters, int version, long budget)
    {
        _version = version;
        _archive = archive;
        _parameters = parameters;
        _parts = new(key => key.IsReference ? ReadReference(key.Group) : ReadPack(key.Group, key.Pack), part => part.Bytes, budget);
    }

    /// <summary>Replaces <paramref name="symbols"/> by those of a piece of a segment, in the direction of its contig.</summary>
    /// <exception cref="InvalidDataException">What the descriptor points at is missing, damaged, or of another length.</exception>
    public void Read(SegmentPiece piece, NativeBuffer symbols)
    {
        var segment = piece.Segment;
        long start = segment.IsFlipped ? segment.Length - piece.Start - piece.Length : piece.Start;
        symbols.Clear();
        long length = ReadAsStored(segment, start, piece.Length, segment.Length, symbols);
        if (length != segment.Length)
            throw new InvalidDataException($"group {segment.Group}, id {segment.IdInGroup}: {length} symbols, {segment.Length} expected");
        if (segment.IsFlipped)
            Flip(symbols);
    }

    /// <summary>Copies letters of a piece, those behind the first <paramref name="skip"/> ones.</summary>
    /// <inheritdoc cref="Read"/>
    public void ReadLetters(SegmentPiece piece, int skip, Span<byte> letters)
    {
        var symbols = _buffers.TryTake(out var buffer) ? buffer : new NativeBuffer();
        try
        {
            Read(piece, symbols);
            symbols.AsSpan(skip, letters.Length).CopyTo(letters);
            Symbols.DecodeInPlace(letters);
        }
        finally
        {
            symbols.Clear(MostKept);
            _buffers.Add(symbols);
        }
    }

    /// <summary>Number of symbols of a segment, whatever its descriptor says.</summary>
    /// <exception cref="InvalidDataException">What the descriptor points at is missing or damaged.</exception>
    public uint LengthOf(SegmentDescriptor segment)
    {
        // No symbol is wanted, and so no memory for any.
        using var none = new NativeBuffer();
        return (uint)ReadAsStored(segment, ZstdFrame.MostContent, 0, ZstdFrame.MostContent, none);
    }

    /// <summary>The parts that a segment is decoded from.</summary>
    public IEnumerable<(string Stream, int Part)> PartsOf(SegmentDescriptor segment)
    {
        if (segment.Group > int.MaxValue || segment.IdInGroup > int.MaxValue)
            yield break;
        int group = (int)segment.Group, id = (int)segment.IdInGroup;
        bool isRaw = group < StreamNames.RawGroups;
        if (!isRaw)
            yield return (StreamNames.Reference(group, _version), 0);
        // Ids of deltas count from 1.
        if (isRaw || id > 0)
            yield return (StreamNames.Delta(group, _version), (isRaw ? id : id - 1) / _parameters.BatchSize);
    }

    public void Dispose()
    {
        _parts.Dispose();
        foreach (var context in _contexts)
            context.Dispose();
        foreach (var buffer in _buffers)
            buffer.Dispose();
    }

    // Appends the symbols from start to start + count, and returns the segment's length: at most the one given. What is behind the
    // last symbol wanted is not looked at, unless that is the segment's last one.
    private long ReadAsStored(SegmentDescriptor segment, long start, int count, long length, NativeBuffer symbols)
    {
        if (segment.Group > int.MaxValue || segment.IdInGroup > int.MaxValue)
            throw new InvalidDataException($"group {segment.Group}, id {segment.IdInGroup}: numbers beyond 2^31");
        int group = (int)segment.Group, id = (int)segment.IdInGroup;
        if (group < StreamNames.RawGroups)
            return ReadItem(group, id, id, new RawItem(symbols, start, count, length)) ?? length;
        var key = PartKey.OfReference(group);
        var reference = (Reference)_parts.Rent(key);
        try
        {
            if (id == 0)
                return ReadReference(reference, start, count, symbols);
            // Ids of deltas count from 1.
            var delta = new DeltaItem(reference, _parameters.MinMatchLength, symbols, start, count, length);
            return ReadItem(group, id, id - 1, delta) ?? length;
        }
        finally
        {
            _parts.Return(key);
        }
    }

    private static long ReadReference(Reference reference, long start, int count, NativeBuffer symbols)
    {
        if (start + count <= reference.Length)
        {
            reference.CopyTo(start, symbols.Room(count)[..count]);
            symbols.Advance(count);
        }

        return reference.Length;
    }

    // The item of a segment is the place-th one of its group. Returns the segment's length, if it was read to its end.
    private long? ReadItem(int group, int id, int place, IItemReader reader)
    {
        var key = new PartKey(group, place / _parameters.BatchSize);
        var pack = (IPack)_parts.Rent(key);
        try
        {
            pack.Read(place % _parameters.BatchSize, reader);
            return reader.IsEnough ? null : reader.Position;
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"group {group}, id {id}: {e.Message}", e);
        }
        finally
        {
            _parts.Return(key);
        }
    }

    private Reference ReadReference(int group) => Decode<Reference>(
        StreamNames.Reference(group, _version), 0, symbols => new(symbols), (payload, length) => new(payload, length));

    private IPack ReadPack(int group, int part) => Decode<IPack>(
        StreamNames.Delta(group, _version),
        part,
        content => new Pack(content, _parameters.BatchSize),
        (payload, _) => new LargePack(payload));

    // Makes something of a part: of its content, or of its payload when there is much content.
    private T Decode<T>(string stream, int part, Func<NativeBuffer, T> ofContent, Func<NativeBuffer, ulong, T> ofPayload)
        where T : class
    {
        var payload = _buffers.TryTake(out var buffer) ? buffer : new NativeBuffer();
        NativeBuffer? content = null;
        ulong metadata = _archive.Read(stream, part, payload);
        try
        {
            if (PartCodec.IsLarge(payload.AsSpan(), metadata))
            {
                ZstdFrame.CheckLength(payload.Length - 1, metadata);
                content = NativeBuffer.CopyOf(payload.AsSpan());
                return ofPayload(content, metadata);
            }

            content = new NativeBuffer();
            var context = _contexts.TryTake(out var used) ? used : new ZstdContext();
            PartCodec.Decode(payload.AsSpan(), metadata, context, content);
            _contexts.Add(context);
            return ofContent(content);
        }
        catch (InvalidDataException e)
        {
            content?.Dispose();
            throw new InvalidDataException($"stream {stream}, part {part}: {e.Message}", e);
        }
        finally
        {
            payload.Clear(MostKept);
            _buffers.Add(payload);
        }
    }

    private void Flip(NativeBuffer symbols)
    {
        var flipped = _buffers.TryTake(out var buffer) ? buffer : new NativeBuffer();
        flipped.SetLength(symbols.Length);
        Symbols.ReverseComplement(symbols.AsSpan(), flipped.AsSpan());
        flipped.AsSpan().CopyTo(symbols.AsSpan());
        _buffers.Add(flipped);
    }

    // Of references and packs those are kept that were used last, whichever they are.
    private readonly record struct PartKey(int Group, int Pack)
    {
        private const int None = -1;

        public bool IsReference => Pack == None;

        public static PartKey OfReference(int group) => new(group, None);
    }
}

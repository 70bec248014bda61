using System.Collections.Concurrent;

using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Encoding;
using RagcSharp.Encoding.Zstd;
using RagcSharp.Fasta;
using RagcSharp.Memory;
using RagcSharp.Segmentation;

namespace RagcSharp.Pipeline;

/// <summary>
/// Decodes segments of an archive. Keeps the references and packs that were used last, within a budget of bytes. Thread-safe.
/// </summary>
internal sealed class SegmentReader : IDisposable
{
    private readonly ArchiveReader _archive;
    private readonly Parameters _parameters;
    private readonly int _version;
    private readonly LeaseCache<int, NativeBuffer> _references;
    private readonly LeaseCache<(int Group, int Part), Pack> _packs;
    private readonly ConcurrentBag<ZstdContext> _contexts = [];
    private readonly ConcurrentBag<NativeBuffer> _buffers = [];

    public SegmentReader(ArchiveReader archive, Parameters parameters, int version, long budget)
    {
        _version = version;
        _archive = archive;
        _parameters = parameters;
        _references = new(ReadReference, symbols => symbols.Capacity, budget / 2);
        _packs = new(key => ReadPack(key.Group, key.Part), pack => pack.Bytes, budget / 2);
    }

    /// <summary>Replaces <paramref name="symbols"/> by those of a segment, in the direction of its contig.</summary>
    /// <exception cref="InvalidDataException">What the descriptor points at is missing, damaged, or of another length.</exception>
    public void Read(SegmentDescriptor segment, NativeBuffer symbols)
    {
        ReadAsStored(segment, segment.Length, symbols);
        if (symbols.Length != segment.Length)
        {
            throw new InvalidDataException(
                $"group {segment.Group}, id {segment.IdInGroup}: {symbols.Length} symbols, {segment.Length} expected");
        }

        if (segment.IsFlipped)
            Flip(symbols);
    }

    /// <summary>Number of symbols of a segment, whatever its descriptor says.</summary>
    /// <exception cref="InvalidDataException">What the descriptor points at is missing or damaged.</exception>
    public uint LengthOf(SegmentDescriptor segment)
    {
        using var symbols = new NativeBuffer();
        ReadAsStored(segment, ContigCutter.LongestPiece, symbols);
        return (uint)symbols.Length;
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
        _references.Dispose();
        _packs.Dispose();
        foreach (var context in _contexts)
            context.Dispose();
        foreach (var buffer in _buffers)
            buffer.Dispose();
    }

    private void ReadAsStored(SegmentDescriptor segment, long most, NativeBuffer symbols)
    {
        if (segment.Group > int.MaxValue || segment.IdInGroup > int.MaxValue)
            throw new InvalidDataException($"group {segment.Group}, id {segment.IdInGroup}: numbers beyond 2^31");
        symbols.Clear();
        int group = (int)segment.Group, id = (int)segment.IdInGroup;
        if (group < StreamNames.RawGroups)
            ReadRaw(group, id, symbols);
        else
            ReadDelta(group, id, most, symbols);
    }

    private void ReadRaw(int group, int id, NativeBuffer symbols)
    {
        var key = (group, id / _parameters.BatchSize);
        var pack = _packs.Rent(key);
        try
        {
            symbols.Append(Item(pack, key, id % _parameters.BatchSize));
        }
        finally
        {
            _packs.Return(key);
        }
    }

    private void ReadDelta(int group, int id, long length, NativeBuffer symbols)
    {
        var reference = _references.Rent(group);
        try
        {
            if (id == 0)
            {
                symbols.Append(reference.AsSpan());
                return;
            }

            // Ids of deltas count from 1.
            var key = (group, (id - 1) / _parameters.BatchSize);
            var pack = _packs.Rent(key);
            try
            {
                var item = Item(pack, key, (id - 1) % _parameters.BatchSize);
                LzDelta.Decode(item, reference.AsSpan(), _parameters.MinMatchLength, length, symbols);
            }
            catch (InvalidDataException e)
            {
                throw new InvalidDataException($"group {group}, id {id}: {e.Message}", e);
            }
            finally
            {
                _packs.Return(key);
            }
        }
        finally
        {
            _references.Return(group);
        }
    }

    private static ReadOnlySpan<byte> Item(Pack pack, (int Group, int Part) key, int item) =>
        item < pack.Count
            ? pack[item]
            : throw new InvalidDataException($"part {key.Part} of group {key.Group} has {pack.Count} items, item {item} was asked for");

    private NativeBuffer ReadReference(int group) => Decode(StreamNames.Reference(group, _version), 0);

    private Pack ReadPack(int group, int part)
    {
        string stream = StreamNames.Delta(group, _version);
        var content = Decode(stream, part);
        try
        {
            return new Pack(content);
        }
        catch (InvalidDataException e)
        {
            content.Dispose();
            throw Broken(stream, part, e);
        }
    }

    private NativeBuffer Decode(string stream, int part)
    {
        var payload = _buffers.TryTake(out var buffer) ? buffer : new NativeBuffer();
        var context = _contexts.TryTake(out var used) ? used : new ZstdContext();
        ulong metadata = _archive.Read(stream, part, payload);
        var content = new NativeBuffer();
        try
        {
            PartCodec.Decode(payload.AsSpan(), metadata, context, content);
        }
        catch (InvalidDataException e)
        {
            content.Dispose();
            throw Broken(stream, part, e);
        }

        _contexts.Add(context);
        _buffers.Add(payload);
        return content;
    }

    private void Flip(NativeBuffer symbols)
    {
        var flipped = _buffers.TryTake(out var buffer) ? buffer : new NativeBuffer();
        flipped.SetLength(symbols.Length);
        Symbols.ReverseComplement(symbols.AsSpan(), flipped.AsSpan());
        flipped.AsSpan().CopyTo(symbols.AsSpan());
        _buffers.Add(flipped);
    }

    private static InvalidDataException Broken(string stream, int part, InvalidDataException e) =>
        new($"stream {stream}, part {part}: {e.Message}", e);
}

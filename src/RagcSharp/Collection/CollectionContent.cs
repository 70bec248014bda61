using System.Text;

using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Zstd;

namespace RagcSharp.Collection;

// The three collection streams of version 3 (docs/format.md §5.2), as parts still to be compressed. CollectionReader reads what
// these write.

/// <summary>Stream <c>collection-samples</c>: the names of all samples.</summary>
internal sealed class SampleNamesContent(int stream, IReadOnlyList<byte[]> names) : PartContent(stream)
{
    private const int Level = 19;

    public override long Length => names.Sum(name => name.Length + 1L);

    public override ulong Encode(NativeBuffer payload, ZstdContext zstd, NativeBuffer scratch)
    {
        scratch.Clear();
        PrefixVarint.Write((uint)names.Count, scratch);
        foreach (byte[] name in names)
        {
            scratch.Append(name);
            scratch.Append(0);
        }

        payload.Clear();
        ZstdFrame.Encode(scratch.AsSpan(), Level, zstd, payload);
        return (ulong)scratch.Length;
    }
}

/// <summary>Stream <c>collection-contigs</c>: the names of a batch's contigs.</summary>
internal sealed class ContigNamesContent(int stream, IReadOnlyList<SampleRecord> batch) : PartContent(stream)
{
    private const int Level = 18;

    public override long Length => batch.Sum(sample => sample.Contigs.Sum(contig => contig.Name.Length + 1L));

    public override ulong Encode(NativeBuffer payload, ZstdContext zstd, NativeBuffer scratch)
    {
        scratch.Clear();
        PrefixVarint.Write((uint)batch.Count, scratch);
        foreach (var sample in batch)
        {
            PrefixVarint.Write((uint)sample.Contigs.Count, scratch);
            byte[]? previous = null;
            foreach (var contig in sample.Contigs)
            {
                if (previous is null)
                    scratch.Append(contig.Name);
                else
                    Encode(contig.Name, previous, scratch);
                scratch.Append(0);
                previous = contig.Name;
            }
        }

        // Segments cannot come to so much: two billion of them would not fit into memory before.
        if (scratch.Length > ZstdFrame.MostContent)
        {
            throw new InvalidDataException(
                $"headers of {batch.Count} samples take {scratch.Length} bytes, more than one frame can hold; a smaller batch size helps");
        }

        payload.Clear();
        ZstdFrame.Encode(scratch.AsSpan(), Level, zstd, payload);
        return (ulong)scratch.Length;
    }

    // Names of older versions are stored whole, with any bytes.
    private static void Encode(byte[] name, byte[] previous, NativeBuffer target)
    {
        long start = target.Length;
        ContigNameCode.Encode(name, previous, target);
        if (!name.AsSpan().ContainsAnyInRange((byte)0x80, (byte)0xFF))
            return;
        var code = target.AsSpan(start, (int)(target.Length - start));
        if (!ContigNameCode.Stands(code, previous, name))
        {
            throw new InvalidDataException(
                $"contig {Encoding.UTF8.GetString(name)}: a name with bytes beyond ASCII, which version 3 cannot hold here");
        }
    }
}

/// <summary>Stream <c>collection-details</c>: the segment descriptors of a batch, column by column.</summary>
internal sealed class SegmentDetailsContent(int stream, IReadOnlyList<SampleRecord> batch, uint typicalLength)
    : PartContent(stream)
{
    /// <summary>Frames in a part: counts, groups, ids, lengths, orientations.</summary>
    public const int Columns = 5;

    private const int Level = 19;

    public override long Length => batch.Sum(sample => sample.Contigs.Sum(contig => contig.Segments.Count)) * 2L;

    public override ulong Encode(NativeBuffer payload, ZstdContext zstd, NativeBuffer scratch)
    {
        using NativeBuffer frames = new(), sizes = new();
        for (int column = 0; column < Columns; column++)
        {
            scratch.Clear();
            Write(column, scratch);
            long before = frames.Length;
            ZstdFrame.Encode(scratch.AsSpan(), Level, zstd, frames);
            PrefixVarint.Write((uint)scratch.Length, sizes);
            PrefixVarint.Write((uint)(frames.Length - before), sizes);
        }

        payload.Clear();
        payload.Append(sizes.AsSpan());
        payload.Append(frames.AsSpan());
        return 0;
    }

    private void Write(int column, NativeBuffer target)
    {
        if (column == 0)
            WriteCounts(target);
        else if (column == 2)
            WriteIds(target);
        else
            WriteEach(target, column switch
            {
                1 => segment => segment.Group,
                3 => segment => Zigzag.Encode(segment.Length, typicalLength),
                _ => segment => segment.IsFlipped ? 1u : 0,
            });
    }

    private void WriteCounts(NativeBuffer target)
    {
        PrefixVarint.Write((uint)batch.Count, target);
        foreach (var sample in batch)
        {
            PrefixVarint.Write((uint)sample.Contigs.Count, target);
            foreach (var contig in sample.Contigs)
                PrefixVarint.Write((uint)contig.Segments.Count, target);
        }
    }

    private void WriteIds(NativeBuffer target)
    {
        var code = new InGroupIdCode();
        WriteEach(target, segment => code.Encode(segment.Group, segment.IdInGroup));
    }

    private void WriteEach(NativeBuffer target, Func<SegmentDescriptor, uint> value)
    {
        foreach (var sample in batch)
        {
            foreach (var contig in sample.Contigs)
            {
                foreach (var segment in contig.Segments)
                    PrefixVarint.Write(value(segment), target);
            }
        }
    }
}

using RagcSharp.Archive;
using RagcSharp.Collection;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Zstd;

namespace RagcSharp.Fuzz;

/// <summary>A part of an archive.</summary>
internal sealed record ImagePart(ulong Metadata, byte[] Payload);

/// <summary>An archive, taken apart into streams and parts, to be changed and put together again.</summary>
internal sealed class ArchiveImage
{
    /// <summary>Streams with their parts, in the order of their ids.</summary>
    public List<(string Name, List<ImagePart> Parts)> Streams { get; } = [];

    /// <summary>The parts of a stream; an empty one is added if there is none of that name.</summary>
    public List<ImagePart> this[string stream]
    {
        get
        {
            int found = Streams.FindIndex(s => s.Name == stream);
            if (found < 0)
                Streams.Add((stream, []));
            return Streams[found < 0 ? ^1 : found].Parts;
        }
    }

    /// <exception cref="InvalidDataException">The file is no archive.</exception>
    public static ArchiveImage Read(string path)
    {
        using var archive = new ArchiveReader(path);
        using var payload = new NativeBuffer();
        var image = new ArchiveImage();
        foreach (string stream in archive.Streams)
        {
            var parts = image[stream];
            for (int part = 0; part < archive.Parts(stream).Count; part++)
            {
                ulong metadata = archive.Read(stream, part, payload);
                parts.Add(new ImagePart(metadata, payload.AsSpan().ToArray()));
            }
        }

        return image;
    }

    public byte[] ToBytes()
    {
        using var file = new MemoryStream();
        var writer = new ArchiveWriter(file);
        for (int stream = 0; stream < Streams.Count; stream++)
        {
            foreach (var part in Streams[stream].Parts)
                writer.Append(stream, part.Metadata, part.Payload);
        }

        writer.Finish([.. Streams.Select(stream => stream.Name)]);
        return file.ToArray();
    }

    /// <summary>What a part holds, decompressed, each piece of it; null when that cannot be told.</summary>
    public static byte[][]? Unzip(string stream, ImagePart part)
    {
        try
        {
            using var zstd = new ZstdContext();
            if (stream == StreamNames.CollectionDetails && part.Metadata == 0)
                return UnzipColumns(part.Payload, zstd);
            using var content = new NativeBuffer();
            if (stream.StartsWith("collection-", StringComparison.Ordinal))
                ZstdFrame.Decode(part.Payload, part.Metadata, zstd, content);
            else
                PartCodec.Decode(part.Payload, part.Metadata, zstd, content);
            return [content.AsSpan().ToArray()];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The opposite of <see cref="Unzip"/>.</summary>
    public static ImagePart Zip(string stream, byte[][] content)
    {
        if (content.Length == SegmentDetailsContent.Columns)
            return new ImagePart(0, ZipColumns(content));
        return stream.StartsWith("collection-", StringComparison.Ordinal)
            ? new ImagePart((ulong)content[0].Length, Frame(content[0]))
            : new ImagePart((ulong)content[0].Length, [.. Frame(content[0]), 0]);
    }

    /// <summary>A zstd frame.</summary>
    public static byte[] Frame(byte[] content, int level = 19)
    {
        using var zstd = new ZstdContext();
        using var frame = new NativeBuffer();
        ZstdFrame.Encode(content, level, zstd, frame);
        return frame.AsSpan().ToArray();
    }

    private static byte[][] UnzipColumns(byte[] payload, ZstdContext zstd)
    {
        int at = 0;
        var sizes = new (uint Raw, uint Packed)[SegmentDetailsContent.Columns];
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = (PrefixVarint.Read(payload, ref at), PrefixVarint.Read(payload, ref at));
        return [.. sizes.Select(size =>
        {
            if (size.Packed > payload.Length - at)
                throw new InvalidDataException();
            using var content = new NativeBuffer();
            ZstdFrame.Decode(payload.AsSpan(at, (int)size.Packed), size.Raw, zstd, content);
            at += (int)size.Packed;
            return content.AsSpan().ToArray();
        })];
    }

    private static byte[] ZipColumns(byte[][] columns)
    {
        using var payload = new NativeBuffer();
        byte[][] frames = [.. columns.Select(column => Frame(column))];
        for (int i = 0; i < columns.Length; i++)
        {
            PrefixVarint.Write((uint)columns[i].Length, payload);
            PrefixVarint.Write((uint)frames[i].Length, payload);
        }

        foreach (byte[] frame in frames)
            payload.Append(frame);
        return payload.AsSpan().ToArray();
    }
}

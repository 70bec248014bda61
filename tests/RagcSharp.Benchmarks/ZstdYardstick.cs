using System.Diagnostics;

using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Sequences;
using RagcSharp.Zstd;

namespace RagcSharp.Benchmarks;

/// <summary>
/// The CPU time that zstd alone needs for the packs and references of an archive: what making the archive cannot go below, on any machine.
/// </summary>
internal static class ZstdYardstick
{
    public static TimeSpan Measure(string path)
    {
        using var archive = new ArchiveReader(path);
        using var zstd = new ZstdContext();
        using NativeBuffer payload = new(), content = new(), encoded = new();
        var sum = TimeSpan.Zero;
        foreach (string stream in archive.Streams.Where(name => name[0] == 'x'))
        {
            for (int part = 0; part < archive.Parts(stream).Count; part++)
            {
                ulong metadata = archive.Read(stream, part, payload);
                content.Clear();
                PartCodec.Decode(payload.AsSpan(), metadata, zstd, content);
                using var packed = new PackedSymbols(stream[^1] == 'r' ? content.AsSpan() : default);
                var before = Process.GetCurrentProcess().TotalProcessorTime;
                _ = stream[^1] == 'r'
                    ? PartCodec.EncodeReference(content.AsSpan(), packed.Tuples, zstd, encoded)
                    : PartCodec.EncodePack(content.AsSpan(), zstd, encoded);
                sum += Process.GetCurrentProcess().TotalProcessorTime - before;
            }
        }

        return sum;
    }
}

using RagcSharp.Archive;
using RagcSharp.Memory;
using RagcSharp.Packs;
using RagcSharp.Threads;
using RagcSharp.Zstd;
using RagcSharp.Zstd.Parsing;

namespace RagcSharp.Compressing;

/// <summary>
/// Writes parts that are made one after another, compressed on several threads. For archives that are made of other ones, where nothing is
/// cut; see <see cref="CompressionPipeline"/> for those made of genomes.
/// </summary>
internal static class OrderedParts
{
    /// <summary>Writes parts in their order.</summary>
    /// <param name="contents">The parts, asked for as far as there is room to compress ahead.</param>
    /// <param name="archive">Where to.</param>
    /// <param name="threads">Threads that compress; what is written does not depend on it.</param>
    /// <param name="cancellation">Ends the work with <see cref="OperationCanceledException"/>.</param>
    public static void Write(IEnumerable<PartContent> contents, ArchiveWriter archive, int threads, CancellationToken cancellation)
    {
        using var contexts = new ZstdContextPool(Effort.Usual);
        var parts = OrderedWork.Run(
            contents,
            threads,
            "ragc compressor",
            content => new EncodedPart(content, contexts),
            content => contexts.BytesFor(content.Length),
            contexts.BudgetFor(threads));
        foreach (var part in parts)
        {
            using (part)
            {
                cancellation.ThrowIfCancellationRequested();
                archive.Append(part.Stream, part.Metadata, part.Payload.AsSpan());
            }
        }
    }

    /// <summary>A part that can be written.</summary>
    private sealed class EncodedPart : IDisposable
    {
        public EncodedPart(PartContent content, ZstdContextPool contexts)
        {
            using var scratch = new NativeBuffer();
            using (content)
            {
                using var lease = contexts.Rent();
                Stream = content.Stream;
                Metadata = content.Encode(Payload, lease.Context, scratch);
            }
        }

        public int Stream { get; }

        public ulong Metadata { get; }

        public NativeBuffer Payload { get; } = new();

        public void Dispose() => Payload.Dispose();
    }
}

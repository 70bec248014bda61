using RagcSharp.Memory;

namespace RagcSharp.Fasta;

/// <summary>A contig as read: the header line without <c>&gt;</c> and line end, and its symbols as codes.</summary>
internal sealed class FastaRecord(byte[] header, NativeBuffer symbols) : IDisposable
{
    public byte[] Header => header;

    public NativeBuffer Symbols => symbols;

    public void Dispose() => symbols.Dispose();
}

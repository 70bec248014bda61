using RagcSharp.Memory;
using RagcSharp.Sequences;

namespace RagcSharp.Segmentation;

/// <summary>Contigs that are scanned, block by block, by all threads. Their symbols are numbered through: places.</summary>
internal sealed class ContigBlocks
{
    private const int BlocksAJob = 16;

    private readonly IReadOnlyList<PackedContig> _contigs;
    private readonly List<(int Contig, int Block)> _blocks = [];
    private readonly long[] _firstPlaces;

    public ContigBlocks(IReadOnlyList<PackedContig> contigs)
    {
        _contigs = contigs;
        _firstPlaces = new long[contigs.Count];
        for (int i = 0; i < contigs.Count; i++)
        {
            _firstPlaces[i] = Length;
            for (int block = 0; (long)block * PackedContig.BlockLength < contigs[i].Length; block++)
                _blocks.Add((i, block));
            Length += contigs[i].Length;
        }
    }

    /// <summary>What is done with a block of a contig, by any thread, with two buffers to work in.</summary>
    public delegate void Visit(int contig, PackedContig symbols, int block, NativeBuffer scratch, NativeBuffer room);

    /// <summary>Number of symbols.</summary>
    public long Length { get; }

    /// <summary>The place of a contig's first symbol.</summary>
    public long FirstPlace(int contig) => _firstPlaces[contig];

    /// <summary>Visits all blocks.</summary>
    public void Scan(ParallelRunner run, Visit visit)
    {
        run((_blocks.Count + BlocksAJob - 1) / BlocksAJob, job =>
        {
            using NativeBuffer scratch = new(), room = new();
            for (int i = job * BlocksAJob; i < Math.Min(_blocks.Count, (job + 1) * BlocksAJob); i++)
                visit(_blocks[i].Contig, _contigs[_blocks[i].Contig], _blocks[i].Block, scratch, room);
        });
    }
}

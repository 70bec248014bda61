using System.Buffers.Binary;

using RagcSharp.Threads;

namespace RagcSharp.Fasta.Bgzf;

/// <summary>
/// Compresses to BGZF on several threads. Blocks are cut and written in order by the caller's thread, so the bytes do not depend on the
/// number of threads; memory is two blocks a thread. Used by one thread; does not own the output.
/// </summary>
internal sealed class BgzfWriter : IDisposable
{
    /// <summary>What the name of an index of blocks ends in.</summary>
    public const string IndexExtension = ".gzi";

    private readonly Stream _output;
    private readonly int _mostAhead;
    private readonly PromisePool<BgzfBlock, BgzfBlock> _compressors;
    private readonly Queue<Task<BgzfBlock>> _ahead = [];
    private readonly Stack<BgzfBlock> _idle = [];
    private readonly List<long> _starts = [];
    private BgzfBlock _current = new();
    private long _written;

    /// <param name="output">Takes the blocks.</param>
    /// <param name="level">Of deflate, 1 to 9.</param>
    /// <param name="threads">Threads that compress.</param>
    public BgzfWriter(Stream output, int level, int threads)
    {
        _output = output;
        _mostAhead = 2 * threads;
        _compressors = new(threads, "ragc deflater", (block, _) =>
        {
            block.Compress(level);
            return block;
        });
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[_current.Append(bytes)..];
            if (_current.IsFull)
                Begin();
        }
    }

    /// <summary>Writes what is left, and the block that marks the end of the file.</summary>
    public void Complete()
    {
        if (!_current.IsEmpty)
            Begin();
        while (_ahead.Count > 0)
            WriteOldest();
        _output.Write(BgzfBlock.EndOfFile);
    }

    /// <summary>
    /// Writes the index (.gzi) as bgzip makes it: the number of entries, then where each block but the first begins, in the file and in its
    /// contents, all as 64 bits.
    /// </summary>
    public void WriteIndex(Stream index)
    {
        var entry = new byte[2 * sizeof(long)];
        int entries = Math.Max(0, _starts.Count - 1);
        BinaryPrimitives.WriteInt64LittleEndian(entry, entries);
        index.Write(entry, 0, sizeof(long));
        for (int i = 1; i <= entries; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(entry, _starts[i]);
            BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(sizeof(long)), (long)i * BgzfBlock.MostContent);
            index.Write(entry);
        }
    }

    public void Dispose() => _compressors.Dispose();

    private void Begin()
    {
        _ahead.Enqueue(_compressors.Begin(_current));
        if (_ahead.Count > _mostAhead)
            WriteOldest();
        _current = _idle.TryPop(out var block) ? block : new();
    }

    private void WriteOldest()
    {
        var block = _ahead.Dequeue().GetAwaiter().GetResult();
        _starts.Add(_written);
        _written += block.WriteTo(_output);
        block.Clear();
        _idle.Push(block);
    }
}

using System.Security.Cryptography;

using RagcSharp.Threads;

namespace RagcSharp.Digests;

/// <summary>
/// Hashes contigs by SHA-512 and MD5, each on a thread of its own where two are allowed. Memory does not depend on the length of
/// contigs. Used by one thread.
/// </summary>
internal sealed class ContigHasher : IDisposable
{
    /// <summary>Chunks that may wait for the slower one.</summary>
    private const int MostAhead = 6;

    private readonly ContigHash _sha512 = new(HashAlgorithmName.SHA512);
    private readonly ContigHash _md5 = new(HashAlgorithmName.MD5);
    private readonly PromisePool<(ContigHash Hash, LetterChunk Chunk), byte[][]>[] _lanes;
    private readonly Queue<(LetterChunk Chunk, Task<byte[][]> Sha512, Task<byte[][]> Md5)> _ahead = [];
    private readonly Stack<LetterChunk> _idle = [];
    private List<(byte[] Sha512, byte[] Md5)> _done = [];
    private LetterChunk _current = new();

    public ContigHasher(int threads)
    {
        // One thread a lane: chunks are hashed in order.
        _lanes = new PromisePool<(ContigHash, LetterChunk), byte[][]>[Math.Min(2, threads)];
        for (int i = 0; i < _lanes.Length; i++)
            _lanes[i] = new(1, "ragc hasher", (job, _) => job.Item1.Take(job.Item2));
    }

    /// <summary>Takes the next letters of the contig.</summary>
    public void Append(ReadOnlySpan<byte> letters)
    {
        while (!letters.IsEmpty)
        {
            letters = letters[_current.Append(letters)..];
            if (_current.IsFull)
                Begin();
        }
    }

    /// <summary>Says that the contig has no more letters.</summary>
    public void EndContig() => _current.EndContig();

    /// <summary>The hashes of all contigs since the last call, in order.</summary>
    public IReadOnlyList<(byte[] Sha512, byte[] Md5)> Complete()
    {
        if (!_current.IsEmpty)
            Begin();
        while (_ahead.Count > 0)
            TakeOldest();
        var done = _done;
        _done = [];
        return done;
    }

    public void Dispose()
    {
        foreach (var lane in _lanes)
            lane.Dispose();
        _sha512.Dispose();
        _md5.Dispose();
    }

    private void Begin()
    {
        _ahead.Enqueue((_current, _lanes[0].Begin((_sha512, _current)), _lanes[^1].Begin((_md5, _current))));
        if (_ahead.Count > MostAhead)
            TakeOldest();
        _current = _idle.TryPop(out var chunk) ? chunk : new();
    }

    private void TakeOldest()
    {
        var (chunk, sha512, md5) = _ahead.Dequeue();
        _done.AddRange(sha512.GetAwaiter().GetResult().Zip(md5.GetAwaiter().GetResult()));
        chunk.Clear();
        _idle.Push(chunk);
    }
}

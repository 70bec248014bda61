namespace RagcSharp.Zstd.Parsing;

/// <summary>
/// Makes ordinary zstd frames by a parse of our own, window by window: finds candidates, cuts blocks, chooses sequences, and has the library
/// code them. Packs become smaller than at the library's high levels, in a fraction of their time, since keys are as long as DNA asks
/// for, and blocks end where deltas change into raw segments. What comes out depends on the content only. Used by one thread at a time.
/// </summary>
/// <remarks>
/// Time and memory are linear in the content, whatever it is: each place has so many candidates, each node so many edges, and what a
/// comparison has found is not compared again. Memory is that of a window, besides a table whose size follows the content up to a limit.
/// </remarks>
internal sealed unsafe class FrameParser : IDisposable
{
    private readonly BlockSplitter _splitter = new();
    private readonly MatchFinder _finder = new();
    private readonly BlockParser _parser = new();
    private readonly SequenceCoder _coder = new();

    /// <summary>Bytes of memory for content of a length, at most.</summary>
    public static long BytesFor(long contentLength, ParseSettings settings) =>
        MostFixedBytes + MatchFinder.TableBytes((int)Math.Min(contentLength, int.MaxValue), settings);

    // Windows, nodes, candidates, sequences, and the library's context.
    private const long MostFixedBytes = 13L << 19;

    /// <summary>Compresses into one frame and returns its length.</summary>
    /// <param name="source">The content; 0 bytes are possible.</param>
    /// <param name="target">Holds at least <see cref="ZstdContext.CompressBound"/>.</param>
    /// <param name="settings">How hard to try.</param>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> target, ParseSettings settings)
    {
        fixed (byte* content = source, frame = target)
        {
            int length = source.Length;
            _finder.Reset(length, settings);
            _parser.Reset();
            _coder.Begin(content, length, frame, target.Length);
            int start = 0;
            do
            {
                int end = start + Math.Min(length - start, BlockSplitter.Window);
                CompressWindow(content, start, end, length, settings);
                start = end;
            }
            while (start < length);
            return _coder.Written;
        }
    }

    /// <summary>Gives back memory that only large content takes.</summary>
    public void Trim() => _finder.Trim();

    public void Dispose()
    {
        _splitter.Dispose();
        _finder.Dispose();
        _parser.Dispose();
        _coder.Dispose();
    }

    private void CompressWindow(byte* content, int start, int end, int length, ParseSettings settings)
    {
        _splitter.Begin(content, start, end);
        _finder.Find(content, start, end, length, _splitter, settings);
        _splitter.Split(_finder.Found, settings.BlockOverhead);
        _parser.BeginWindow();
        int block = start;
        foreach (int blockEnd in _splitter.Ends)
        {
            _parser.Parse(content, block, blockEnd, _finder, settings);
            _coder.Code(blockEnd, _parser.Sequences);
            block = blockEnd;
        }
    }
}

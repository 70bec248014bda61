using System.Runtime.InteropServices;

using RagcSharp.Memory;

using ZstdSharp.Unsafe;

namespace RagcSharp.Zstd.Parsing;

/// <summary>
/// Codes sequences into the blocks of a frame, by the library, which asks for the sequences of each block. Its own search for matches is
/// never used, so that its tables take next to nothing.
/// </summary>
internal sealed unsafe class SequenceCoder : IDisposable
{
    // The strategy decides how carefully codes are chosen, and which blocks are stored plain because coding gains too little.
    private const int Level = 19, Strategy = (int)ZSTD_strategy.ZSTD_btultra;

    // The smallest tables that are possible: of 2 to the power of 6.
    private const int LeastTableLog = 6;

    private readonly Given* _given = (Given*)NativeMemory.AllocZeroed((nuint)sizeof(Given));
    private ZSTD_CCtx_s* _context;
    private long _booked;
    private byte* _content;
    private int _length;
    private byte* _target;
    private int _capacity;
    private int _written;

    public SequenceCoder()
    {
        _context = Methods.ZSTD_createCCtx();
        Set(ZSTD_cParameter.ZSTD_c_compressionLevel, Level);
        Set(ZSTD_cParameter.ZSTD_c_strategy, Strategy);
        Set(ZSTD_cParameter.ZSTD_c_hashLog, LeastTableLog);
        Set(ZSTD_cParameter.ZSTD_c_chainLog, LeastTableLog);
        Set(ZSTD_cParameter.ZSTD_c_searchLog, 1);
        Set(ZSTD_cParameter.ZSTD_c_minMatch, SequenceCodes.LeastMatch);
        Set(ZSTD_cParameter.ZSTD_c_windowLog, MatchFinder.WindowLog);
        // Buffers stay where they are; blocks are cut by us, and not once more.
        Set(ZSTD_cParameter.ZSTD_c_experimentalParam9, (int)ZSTD_bufferMode_e.ZSTD_bm_stable);
        Set(ZSTD_cParameter.ZSTD_c_experimentalParam10, (int)ZSTD_bufferMode_e.ZSTD_bm_stable);
        Set(ZSTD_cParameter.ZSTD_c_experimentalParam13, (int)ZSTD_paramSwitch_e.ZSTD_ps_disable);
        Set(ZSTD_cParameter.ZSTD_c_experimentalParam20, 1);
        Set(ZSTD_cParameter.ZSTD_c_experimentalParam19, (int)ZSTD_paramSwitch_e.ZSTD_ps_enable);
        Methods.ZSTD_registerSequenceProducer(
            _context, _given, (delegate* managed<void*, ZSTD_Sequence*, nuint, void*, nuint, void*, nuint, int, nuint, nuint>)&Give);
    }

    ~SequenceCoder() => Release();

    /// <summary>Bytes of the frame so far.</summary>
    public int Written => _written;

    /// <summary>Begins a frame.</summary>
    /// <param name="content">The first byte of the content; stays where it is until the frame is finished.</param>
    /// <param name="length">Bytes of the content.</param>
    /// <param name="target">Where the frame goes; stays where it is, too.</param>
    /// <param name="capacity">Bytes that are there.</param>
    public void Begin(byte* content, int length, byte* target, int capacity)
    {
        _ = ZstdResult.Check(Methods.ZSTD_CCtx_reset(_context, ZSTD_ResetDirective.ZSTD_reset_session_only));
        _ = ZstdResult.Check(Methods.ZSTD_CCtx_setPledgedSrcSize(_context, (ulong)length));
        _content = content;
        _length = length;
        _target = target;
        _capacity = capacity;
        _written = _given->Place = 0;
    }

    /// <summary>Codes the next block.</summary>
    /// <param name="end">Where it ends.</param>
    /// <param name="sequences">Its sequences.</param>
    public void Code(int end, ReadOnlySpan<Sequence> sequences)
    {
        CheckSequences(_given->Place, end, sequences);
        fixed (Sequence* first = sequences)
        {
            _given->Sequences = first;
            _given->Count = sequences.Length;
            var input = new ZSTD_inBuffer_s { src = _content, size = (nuint)end, pos = (nuint)_given->Place };
            var output = new ZSTD_outBuffer_s { dst = _target, size = (nuint)_capacity, pos = (nuint)_written };
            var directive = end == _length ? ZSTD_EndDirective.ZSTD_e_end : ZSTD_EndDirective.ZSTD_e_flush;
            nuint left = ZstdResult.Check(Methods.ZSTD_compressStream2(_context, &output, &input, directive));
            if (left != 0 || (int)input.pos != end)
                throw new InvalidDataException($"zstd: a block ends at {input.pos}, {left} bytes are left; {end} and none expected");
            (_given->Place, _written) = (end, (int)output.pos);
            if (directive == ZSTD_EndDirective.ZSTD_e_end)
                Book((long)Methods.ZSTD_sizeof_CCtx(_context));
            // Or the finalizer might free the context of somebody who keeps none.
            GC.KeepAlive(this);
        }
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (_context == null)
            return;
        _ = Methods.ZSTD_freeCCtx(_context);
        _context = null;
        NativeMemory.Free(_given);
        Book(0);
    }

    private void Book(long bytes)
    {
        MemoryAccount.Contexts.Add(bytes - _booked);
        _booked = bytes;
    }

    // Wrong sequences would make a frame that decodes to something else: the library trusts them.
    private void CheckSequences(int start, int end, ReadOnlySpan<Sequence> sequences)
    {
        int place = start;
        foreach (var (literals, match, offset) in sequences)
        {
            place += literals;
            if (place + match > end || (match > 0 && (uint)(offset - 1) >= (uint)Math.Min(place, MatchFinder.Reach))
                || !new ReadOnlySpan<byte>(_content + place, match).SequenceEqual(new ReadOnlySpan<byte>(_content + place - offset, match)))
            {
                throw new InvalidDataException($"a match of {match} bytes at {place}, {offset} back, is none: a fault of the program, please report it");
            }

            place += match;
        }

        if (place != end)
            throw new InvalidDataException($"sequences of {place - start} bytes for a block of {end - start}: a fault of the program, please report it");
    }

    // What the library calls for each block.
    private static nuint Give(
        void* state, ZSTD_Sequence* target, nuint capacity, void* block, nuint length, void* dictionary, nuint dictionaryLength, int level, nuint window)
    {
        var given = (Given*)state;
        if (capacity < (nuint)given->Count)
            return nuint.MaxValue;
        for (int i = 0; i < given->Count; i++)
        {
            ref var sequence = ref given->Sequences[i];
            target[i] = new ZSTD_Sequence
            {
                offset = (uint)sequence.Offset,
                litLength = (uint)sequence.Literals,
                matchLength = (uint)sequence.Match,
            };
        }

        return (nuint)given->Count;
    }

    private void Set(ZSTD_cParameter parameter, int value) =>
        _ = ZstdResult.Check(Methods.ZSTD_CCtx_setParameter(_context, parameter, value));

    /// <summary>The sequences of the block that is coded.</summary>
    private struct Given
    {
        public Sequence* Sequences;
        public int Count;
        public int Place;
    }
}

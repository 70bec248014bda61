using RagcSharp.Memory;
using RagcSharp.Sequences;
using RagcSharp.Zstd;

namespace RagcSharp.Lz;

/// <summary>
/// What is done with the symbols that the tokens of a delta stand for. Implemented by structs, so that the decoder is compiled for each
/// of them. The decoder has checked what it hands over against <see cref="Room"/> and <see cref="ReferenceLength"/>.
/// </summary>
internal interface ILzOutput
{
    /// <summary>Symbols that may follow.</summary>
    long Room { get; }

    /// <summary>Symbols of the reference.</summary>
    long ReferenceLength { get; }

    /// <summary>Asked before each token: true ends the decoding.</summary>
    bool IsEnough { get; }

    void Literal(byte code);

    /// <summary>One symbol of the reference.</summary>
    void ReferenceLiteral(long position);

    void NRun(long length);

    /// <summary>Symbols of the reference.</summary>
    void Match(long position, long length);
}

/// <summary>Appends all symbols to a buffer, which grows as they come.</summary>
internal ref struct LzWholeOutput(ReadOnlySpan<byte> reference, NativeBuffer symbols, long most) : ILzOutput
{
    private readonly ReadOnlySpan<byte> _reference = reference;
    private readonly long _end = symbols.Length + most;

    public readonly long Room => _end - symbols.Length;

    public readonly long ReferenceLength => _reference.Length;

    public readonly bool IsEnough => false;

    public readonly void Literal(byte code) => symbols.Append(code);

    public readonly void ReferenceLiteral(long position) => symbols.Append(_reference[(int)position]);

    public readonly void NRun(long length)
    {
        symbols.Room((int)length)[..(int)length].Fill(Symbols.N);
        symbols.Advance((int)length);
    }

    public readonly void Match(long position, long length) => symbols.Append(_reference.Slice((int)position, (int)length));
}

/// <summary>Only counts, which takes no more than the length of the reference.</summary>
internal struct LzLengthOutput(long referenceLength) : ILzOutput
{
    /// <summary>Symbols so far.</summary>
    public long Length { get; private set; }

    public readonly long Room => ZstdFrame.MostContent - Length;

    public readonly long ReferenceLength => referenceLength;

    public readonly bool IsEnough => false;

    public void Literal(byte code) => Length++;

    public void ReferenceLiteral(long position) => Length++;

    public void NRun(long length) => Length += length;

    public void Match(long position, long length) => Length += length;
}

using RagcSharp.Memory;

namespace RagcSharp.Sequences;

/// <summary>
/// A sequence at rest, as <see cref="Tuples"/>: a quarter of a byte a plain base. Immutable, so safe to share; freed when the last of its
/// owners disposes it.
/// </summary>
internal sealed class PackedSymbols : IDisposable
{
    private readonly NativeBuffer _tuples;
    private int _owners = 1;

    /// <summary>Packs symbols.</summary>
    /// <param name="symbols">The symbols.</param>
    /// <param name="account">Who owns them; null for the references.</param>
    public PackedSymbols(ReadOnlySpan<byte> symbols, MemoryAccount? account = null)
    {
        Length = symbols.Length;
        _tuples = new NativeBuffer(Sequences.Tuples.PackedLength(symbols), account ?? MemoryAccount.References);
        Sequences.Tuples.Encode(symbols, _tuples);
    }

    /// <summary>Takes over what is packed already.</summary>
    /// <exception cref="InvalidDataException">These are no tuples.</exception>
    public PackedSymbols(NativeBuffer tuples)
    {
        Length = Sequences.Tuples.UnpackedLength(tuples.AsSpan());
        _tuples = tuples;
    }

    /// <summary>Number of symbols.</summary>
    public int Length { get; }

    /// <summary>Bytes of memory held.</summary>
    public long Bytes => _tuples.Capacity;

    public ReadOnlySpan<byte> Tuples => _tuples.AsSpan();

    /// <summary>Writes the symbols behind the contents of <paramref name="output"/>.</summary>
    public void UnpackTo(NativeBuffer output)
    {
        var room = output.Room(Length)[..Length];
        Sequences.Tuples.Decode(Tuples, room);
        output.Advance(Length);
    }

    /// <summary>
    /// Writes some symbols behind the contents of <paramref name="output"/>, with those that share a tuple with them, and returns the number
    /// of those in front.
    /// </summary>
    public int UnpackTo(NativeBuffer output, int start, int count)
    {
        int perByte = Sequences.Tuples.SymbolsAByte(Tuples), first = start / perByte, end = (start + count + perByte - 1) / perByte;
        int length = Math.Min(Length, end * perByte) - first * perByte;
        Sequences.Tuples.Decode(Tuples, first, output.Room(length)[..length]);
        output.Advance(length);
        return start - first * perByte;
    }

    /// <summary>Adds an owner, who disposes it as well.</summary>
    public PackedSymbols Share()
    {
        Interlocked.Increment(ref _owners);
        return this;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _owners) == 0)
            _tuples.Dispose();
    }
}

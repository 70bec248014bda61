using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RagcSharp.Memory;

/// <summary>
/// A growing block of unmanaged bytes with one owner, who disposes it. Sequences and deltas live here and not on the
/// garbage-collected heap: they are large, many, and freed at a known moment.
/// </summary>
/// <remarks>
/// Lengths are 64-bit. <see cref="Slack"/> bytes behind the contents may always be read (their values mean nothing), so that
/// kernels can load whole words. Growing is cheap: the C library moves large blocks by remapping pages. Not thread-safe.
/// </remarks>
internal sealed unsafe class NativeBuffer : IDisposable
{
    /// <summary>Bytes that may be read behind the last one.</summary>
    public const int Slack = 32;

    private readonly MemoryAccount _account;
    private byte* _start;
    private long _capacity;

    /// <param name="capacity">Bytes to begin with.</param>
    /// <param name="account">Who owns it; null for what a thread has in hand.</param>
    public NativeBuffer(long capacity = 0, MemoryAccount? account = null)
    {
        _account = account ?? MemoryAccount.Buffers;
        if (capacity > 0)
            Reserve(capacity);
    }

    ~NativeBuffer() => Release();

    /// <summary>Number of bytes in use.</summary>
    public long Length { get; private set; }

    /// <summary>The first byte; null while nothing was ever reserved. Changes when the buffer grows.</summary>
    public byte* Start => _start;

    /// <summary>Bytes taken from the system.</summary>
    public long Capacity => _capacity;

    public static NativeBuffer CopyOf(ReadOnlySpan<byte> bytes, MemoryAccount? account = null)
    {
        var copy = new NativeBuffer(Math.Max(1, bytes.Length), account);
        copy.Append(bytes);
        return copy;
    }

    /// <summary>A buffer full of zeros, for a table that is read all over.</summary>
    public static NativeBuffer Zeros(long length, MemoryAccount? account = null)
    {
        var zeros = new NativeBuffer(account: account);
        zeros._start = (byte*)NativeMemory.AllocZeroed((nuint)(length + Slack));
        zeros._account.Add(length);
        zeros._capacity = zeros.Length = length;
        HugePages.Advise(zeros._start, length);
        return zeros;
    }

    /// <summary>All bytes in use. <exception cref="OverflowException">There are more than a span can hold.</exception></summary>
    public Span<byte> AsSpan() => new(_start, checked((int)Length));

    public Span<byte> AsSpan(long start, int length)
    {
        if ((ulong)start > (ulong)Length || length < 0 || length > Length - start)
            throw new ArgumentOutOfRangeException(nameof(start), $"{start} + {length} of {Length} bytes");
        return new Span<byte>(_start + start, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(byte value)
    {
        if (Length == _capacity)
            Grow(1);
        _start[Length++] = value;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Free space behind the contents, at least <paramref name="atLeast"/> bytes; <see cref="Advance"/> takes it in.</summary>
    public Span<byte> Room(int atLeast)
    {
        if (_capacity - Length < atLeast)
            Grow(atLeast);
        return new Span<byte>(_start + Length, (int)Math.Min(int.MaxValue, _capacity - Length));
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _capacity - Length);
        Length += count;
    }

    /// <summary>Sets the length, growing as needed; bytes beyond the old length are not cleared.</summary>
    public void SetLength(long length)
    {
        if (length > _capacity)
            Reserve(length);
        Length = length;
    }

    /// <summary>Forgets the contents; gives memory back when more than <paramref name="keep"/> bytes are held.</summary>
    public void Clear(long keep = long.MaxValue)
    {
        Length = 0;
        if (_capacity > keep)
            Release();
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    // Half as much again: pages that are never touched cost address space only.
    private void Grow(long atLeast) => Reserve(Math.Max(Length + atLeast, Math.Max(64, _capacity + _capacity / 2)));

    private void Reserve(long capacity)
    {
        _start = (byte*)NativeMemory.Realloc(_start, (nuint)(capacity + Slack));
        _account.Add(capacity - _capacity);
        _capacity = capacity;
    }

    private void Release()
    {
        NativeMemory.Free(_start);
        _start = null;
        _account.Add(-_capacity);
        _capacity = 0;
        Length = 0;
    }
}

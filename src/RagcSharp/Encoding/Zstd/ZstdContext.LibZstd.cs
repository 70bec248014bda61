using System.Reflection;
using System.Runtime.InteropServices;

using RagcSharp.Memory;

namespace RagcSharp.Encoding.Zstd;

/// <summary>
/// One zstd context, by the system's libzstd. Compresses and decompresses whole frames; used by one thread at a time. Its memory
/// grows to what the largest input so far asked for and goes with <see cref="Dispose"/>.
/// </summary>
internal sealed unsafe partial class ZstdContext : IDisposable
{
    private const string Library = "zstd";

    private nint _compressor;
    private nint _decompressor;
    private long _booked;

    static ZstdContext() => NativeLibrary.SetDllImportResolver(typeof(ZstdContext).Assembly, Resolve);

    ~ZstdContext() => Release();

    /// <summary>The version of zstd in use, as 1.5.4.</summary>
    public static string Version
    {
        get
        {
            uint number = ZSTD_versionNumber();
            return $"{number / 10000}.{number / 100 % 100}.{number % 100}";
        }
    }

    /// <summary>The size that compressing <paramref name="length"/> bytes can need at most.</summary>
    public static int CompressBound(int length) => checked((int)ZSTD_compressBound((nuint)length));

    /// <summary>Compresses into one frame and returns its length; <paramref name="target"/> holds at least the bound.</summary>
    public int Compress(ReadOnlySpan<byte> source, Span<byte> target, int level)
    {
        if (_compressor == 0 && (_compressor = ZSTD_createCCtx()) == 0)
            throw new InsufficientMemoryException("zstd: no memory for a compression context");
        fixed (byte* from = source, to = target)
        {
            nuint result = ZSTD_compressCCtx(_compressor, to, (nuint)target.Length, from, (nuint)source.Length, level);
            Book(Size);
            return Check(result);
        }
    }

    /// <summary>Decodes exactly one frame and returns the number of bytes written.</summary>
    /// <exception cref="InvalidDataException">The bytes are no intact frame, or do not fit into the target.</exception>
    public int Decompress(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (_decompressor == 0 && (_decompressor = ZSTD_createDCtx()) == 0)
            throw new InsufficientMemoryException("zstd: no memory for a decompression context");
        Book(Math.Max(_booked, Size));
        fixed (byte* from = source, to = target)
            return Check(ZSTD_decompressDCtx(_decompressor, to, (nuint)target.Length, from, (nuint)source.Length));
    }

    /// <summary>Books memory that the next content will make it take, for as long as more exact numbers are not known.</summary>
    public void Expect(long bytes) => Book(Math.Max(bytes, _booked));

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (_compressor != 0)
            _ = ZSTD_freeCCtx(_compressor);
        if (_decompressor != 0)
            _ = ZSTD_freeDCtx(_decompressor);
        _compressor = _decompressor = 0;
        Book(Size);
    }

    // Contexts grow with what they are asked to do; these calls only add up numbers.
    private long Size => (long)(ZSTD_sizeof_CCtx(_compressor) + ZSTD_sizeof_DCtx(_decompressor));

    private void Book(long bytes)
    {
        MemoryAccount.Contexts.Add(bytes - _booked);
        _booked = bytes;
    }

    private static int Check(nuint result)
    {
        if (ZSTD_isError(result) != 0)
            throw new InvalidDataException("zstd: " + Marshal.PtrToStringUTF8(ZSTD_getErrorName(result)));
        return checked((int)result);
    }

    // The names under which distributions install the library, without development packages.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
            return 0;
        foreach (string candidate in (ReadOnlySpan<string>)["libzstd.so.1", "libzstd.1.dylib", "libzstd.dll", "zstd"])
        {
            if (NativeLibrary.TryLoad(candidate, assembly, path, out nint handle))
                return handle;
        }

        throw new DllNotFoundException(
            "libzstd is not installed; install it with `apt-get install libzstd1` (Debian, Ubuntu), `dnf install libzstd` (Fedora), "
            + "`brew install zstd` (macOS) or put libzstd.dll beside the program (Windows)");
    }

    [LibraryImport(Library)]
    private static partial uint ZSTD_versionNumber();

    [LibraryImport(Library)]
    private static partial nuint ZSTD_compressBound(nuint length);

    [LibraryImport(Library)]
    private static partial nint ZSTD_createCCtx();

    [LibraryImport(Library)]
    private static partial nuint ZSTD_freeCCtx(nint context);

    [LibraryImport(Library)]
    private static partial nint ZSTD_createDCtx();

    [LibraryImport(Library)]
    private static partial nuint ZSTD_freeDCtx(nint context);

    [LibraryImport(Library)]
    private static partial nuint ZSTD_sizeof_CCtx(nint context);

    [LibraryImport(Library)]
    private static partial nuint ZSTD_sizeof_DCtx(nint context);

    [LibraryImport(Library)]
    private static partial nuint ZSTD_compressCCtx(
        nint context, byte* target, nuint capacity, byte* source, nuint length, int level);

    [LibraryImport(Library)]
    private static partial nuint ZSTD_decompressDCtx(nint context, byte* target, nuint capacity, byte* source, nuint length);

    [LibraryImport(Library)]
    private static partial uint ZSTD_isError(nuint result);

    [LibraryImport(Library)]
    private static partial nint ZSTD_getErrorName(nuint result);
}

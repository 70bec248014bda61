using System.Reflection;
using System.Runtime.InteropServices;

namespace RagcSharp.Encoding.Zstd;

/// <summary>The functions of the system's libzstd, and where it is found.</summary>
internal static unsafe partial class ZstdLibrary
{
    private const string Library = "zstd";

    static ZstdLibrary() => NativeLibrary.SetDllImportResolver(typeof(ZstdLibrary).Assembly, Resolve);

    /// <summary>Passes a result on.</summary>
    /// <exception cref="InvalidDataException">It is an error.</exception>
    public static nuint Check(nuint result)
    {
        if (ZSTD_isError(result) != 0)
            throw new InvalidDataException("zstd: " + Marshal.PtrToStringUTF8(ZSTD_getErrorName(result)));
        return result;
    }

    /// <summary>A context for decompression, to be given back with <see cref="ZSTD_freeDCtx"/>.</summary>
    public static nint NewDecompressor() => Made(ZSTD_createDCtx(), "decompression");

    /// <summary>A context for compression, to be given back with <see cref="ZSTD_freeCCtx"/>.</summary>
    public static nint NewCompressor() => Made(ZSTD_createCCtx(), "compression");

    [LibraryImport(Library)]
    public static partial uint ZSTD_versionNumber();

    [LibraryImport(Library)]
    public static partial nuint ZSTD_compressBound(nuint length);

    [LibraryImport(Library)]
    public static partial nuint ZSTD_freeCCtx(nint context);

    [LibraryImport(Library)]
    public static partial nuint ZSTD_freeDCtx(nint context);

    [LibraryImport(Library)]
    public static partial nuint ZSTD_sizeof_CCtx(nint context);

    [LibraryImport(Library)]
    public static partial nuint ZSTD_sizeof_DCtx(nint context);

    [LibraryImport(Library)]
    public static partial nuint ZSTD_compressCCtx(
        nint context, byte* target, nuint capacity, byte* source, nuint length, int level);

    [LibraryImport(Library)]
    public static partial nuint ZSTD_decompressDCtx(nint context, byte* target, nuint capacity, byte* source, nuint length);

    [LibraryImport(Library)]
    public static partial nuint ZSTD_DCtx_setParameter(nint context, int parameter, int value);

    [LibraryImport(Library)]
    public static partial nuint ZSTD_decompressStream(nint context, Buffer* output, Buffer* input);

    private static nint Made(nint context, string purpose) =>
        context != 0 ? context : throw new InsufficientMemoryException($"zstd: no memory for a {purpose} context");

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
    private static partial nint ZSTD_createCCtx();

    [LibraryImport(Library)]
    private static partial nint ZSTD_createDCtx();

    [LibraryImport(Library)]
    private static partial uint ZSTD_isError(nuint result);

    [LibraryImport(Library)]
    private static partial nint ZSTD_getErrorName(nuint result);

    /// <summary>Both <c>ZSTD_inBuffer</c> and <c>ZSTD_outBuffer</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Buffer(byte* start, nuint size, nuint position)
    {
        public byte* Start = start;
        public nuint Size = size;
        public nuint Position = position;
    }
}

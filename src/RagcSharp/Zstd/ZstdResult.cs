using ZstdSharp.Unsafe;

namespace RagcSharp.Zstd;

/// <summary>What the functions of zstd return: a number of bytes, or an error.</summary>
internal static class ZstdResult
{
    /// <summary>Passes a number on.</summary>
    /// <exception cref="InvalidDataException">It is an error.</exception>
    public static nuint Check(nuint result) => Methods.ZSTD_isError(result)
        ? throw new InvalidDataException("zstd: " + Methods.ZSTD_getErrorName(result))
        : result;
}

using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace RagcSharp.Native;

/// <summary>
/// The archives that clients hold open. A key is never used twice, so a closed handle stays closed for ever. Thread-safe.
/// </summary>
internal static unsafe class OpenArchives
{
    private static readonly ConcurrentDictionary<nint, SharedArchive> Archives = [];

    private static long _lastKey;
    private static nint _lastBlock;

    /// <summary>
    /// Opens an archive into a new block, which is never freed: calls with a closed handle are answered, whenever they come.
    /// </summary>
    /// <inheritdoc cref="Open(AgcBlock*, byte*, bool, long)"/>
    public static AgcBlock* Open(byte* path, bool isPrefetched, long cacheSize)
    {
        var block = (AgcBlock*)NativeMemory.AllocZeroed((nuint)sizeof(AgcBlock));
        try
        {
            Open(block, path, isPrefetched, cacheSize);
            block->Previous = Interlocked.Exchange(ref _lastBlock, (nint)block);
            return block;
        }
        catch
        {
            // Nobody has seen it.
            NativeMemory.Free(block);
            throw;
        }
    }

    /// <summary>Opens an archive into a block that has none open. The block is left as it is when opening fails.</summary>
    /// <param name="block">The block.</param>
    /// <param name="path">The archive, as the system names it.</param>
    /// <param name="isPrefetched">Whether to copy the whole file into memory first.</param>
    /// <param name="cacheSize">Bytes for references and packs that were used last.</param>
    public static void Open(AgcBlock* block, byte* path, bool isPrefetched, long cacheSize)
    {
        if (Archives.ContainsKey(block->Key))
            throw new InvalidOperationException("this handle has an open archive");
        var archive = SharedArchive.Open(path, isPrefetched, cacheSize);
        nint key = (nint)Interlocked.Increment(ref _lastKey);
        Archives[key] = archive;
        block->Key = key;
    }

    /// <summary>Closes the archive of a block. False if none is open. Calls that still use the archive end first.</summary>
    public static bool Close(AgcBlock* block)
    {
        if (block is null || !Archives.TryRemove(block->Key, out var archive))
            return false;
        block->Key = 0;
        archive.Release();
        return true;
    }

    /// <summary>The archive of a block, to be released by the caller; null if none is open.</summary>
    public static SharedArchive? Acquire(AgcBlock* block) =>
        block is not null && Archives.TryGetValue(block->Key, out var archive) && archive.TryAcquire() ? archive : null;
}

using System.Runtime.InteropServices;
using RagcSharp.Native.Exports;
using RagcSharp.Reading;
using RagcSharp.Threads;

namespace RagcSharp.Native;

/// <summary>Regions that are read by one call.</summary>
/// <remarks>
/// Its threads end with the call: there is no pool, so the child of a fork finds nothing that waits for threads of its parent.
/// </remarks>
internal sealed unsafe class RegionBatch(NamedContigs contigs, NativeRegion* regions, long count)
{
    /// <summary>Regions that a thread takes at a time.</summary>
    private const int RegionsAPiece = 16;

    private readonly Lock _lock = new();
    private long _failed;
    private long _firstFailed = long.MaxValue;
    private string _error = "";

    /// <summary>Reads all regions.</summary>
    /// <returns>The number of regions that could not be read. The last error is that of the first one.</returns>
    public long Read(int threads)
    {
        int pieces = (int)Math.Min(int.MaxValue, (count + RegionsAPiece - 1) / RegionsAPiece);
        if (threads == 1 || pieces <= 1)
        {
            for (int piece = 0; piece < pieces; piece++)
                ReadPiece(piece);
        }
        else
        {
            ThreadTeam.Run(threads, pieces, () => new NoTools(), (piece, _) => ReadPiece(piece), CancellationToken.None);
        }

        if (_failed > 0)
            LastError.Set(_error);
        return _failed;
    }

    private void ReadPiece(int piece)
    {
        long end = Math.Min(count, (piece + 1L) * RegionsAPiece);
        for (long i = (long)piece * RegionsAPiece; i < end; i++)
        {
            regions[i].Result = ReadOne(ref regions[i]);
            if (regions[i].Result < 0)
                AddError(i);
        }
    }

    private long ReadOne(ref NativeRegion region)
    {
        byte* allocated = null;
        try
        {
            if (region.Letters is not null)
                return RagcFunctions.Read(contigs, region);
            long length = RagcFunctions.Read(contigs, region);
            if (length < 0)
                return length;
            allocated = (byte*)NativeMemory.Alloc((nuint)length + 1);
            var target = region;
            target.Letters = allocated;
            target.Capacity = length + 1;
            _ = RagcFunctions.Read(contigs, target);
            region.Letters = allocated;
            return length;
        }
        catch (Exception e)
        {
            NativeMemory.Free(allocated);
            return LastError.Set(e);
        }
    }

    private void AddError(long region)
    {
        lock (_lock)
        {
            _failed++;
            if (region > _firstFailed)
                return;
            _firstFailed = region;
            _error = LastError.Message;
        }
    }

    /// <summary>Threads share everything.</summary>
    private sealed class NoTools : IDisposable
    {
        public void Dispose()
        {
        }
    }
}

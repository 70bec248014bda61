using System.Runtime.InteropServices;

using RagcSharp.Fasta;
using RagcSharp.Reading;

namespace RagcSharp.Native.Exports;

/// <summary>What this library has beyond C++ AGC's. No exception leaves an export: it would end the client's process.</summary>
internal static unsafe class RagcFunctions
{
    /// <summary>The version of these functions. It grows with each one that is added; none is ever changed.</summary>
    private const int ApiVersion = 1;

    // Flags, as agc-api.h has them.
    private const uint Prefetch = 1;
    private const uint ReverseComplement = 1;

    [UnmanagedCallersOnly(EntryPoint = "ragc_api_version")]
    private static int GetApiVersion() => ApiVersion;

    [UnmanagedCallersOnly(EntryPoint = "ragc_last_error")]
    private static byte* GetLastError()
    {
        try
        {
            return LastError.Text();
        }
        catch (Exception)
        {
            return null;
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "ragc_open")]
    private static AgcBlock* Open(byte* path, uint flags, long cacheSize) =>
        OpenBlock(path, (flags & Prefetch) != 0, cacheSize < 0 ? AgcFunctions.DefaultCacheSize : cacheSize);

    /// <summary>Opens an archive into an object of the C++ class.</summary>
    [UnmanagedCallersOnly(EntryPoint = "ragc_open_into")]
    private static int OpenInto(AgcBlock* block, byte* path, uint flags, long cacheSize)
    {
        try
        {
            using var call = new Call();
            if (path is null)
                return LastError.Set("no file was named");
            OpenArchives.Open(block, path, (flags & Prefetch) != 0, cacheSize < 0 ? AgcFunctions.DefaultCacheSize : cacheSize);
            return ResultCode.Success;
        }
        catch (Exception e)
        {
            return LastError.Set(e);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "ragc_is_exact")]
    private static int IsExact(AgcBlock* agc)
    {
        try
        {
            using var call = new Call(agc);
            return call.Archive is not { } archive ? LastError.SetNotOpen() : archive.Archive.IsExact ? 1 : 0;
        }
        catch (Exception e)
        {
            return LastError.Set(e);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "ragc_list_samples")]
    private static byte** ListSamples(AgcBlock* agc, long* count)
    {
        try
        {
            using var call = new Call(agc);
            if (call.Contigs is { Samples: var names })
            {
                byte** list = CTextList.Make(names.Count, i => names[i]);
                if (count is not null)
                    *count = names.Count;
                return list;
            }

            LastError.SetNotOpen();
        }
        catch (Exception e)
        {
            LastError.Set(e);
        }

        return null;
    }

    [UnmanagedCallersOnly(EntryPoint = "ragc_list_contigs")]
    private static byte** ListContigs(AgcBlock* agc, byte* sample, long** lengths, long* count)
    {
        try
        {
            using var call = new Call(agc);
            if (call.Contigs is not { } named)
            {
                LastError.SetNotOpen();
                return null;
            }

            int number = AgcFunctions.FindSample(named, sample);
            if (number < 0)
                return null;
            var contigs = named.ContigsOf(number);
            var names = contigs.Contigs.Names;
            byte** list = CTextList.Make(names.Count, i => names[i]);
            if (lengths is not null)
            {
                // Of no contigs, too, the array is one that can be freed.
                *lengths = (long*)NativeMemory.Alloc((nuint)names.Count + 1, sizeof(long));
                for (int contig = 0; contig < names.Count; contig++)
                    (*lengths)[contig] = contigs.Length(contig);
            }

            if (count is not null)
                *count = names.Count;
            return list;
        }
        catch (Exception e)
        {
            LastError.Set(e);
            return null;
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "ragc_contig_length")]
    private static long GetContigLength(AgcBlock* agc, byte* sample, byte* contig)
    {
        try
        {
            using var call = new Call(agc);
            return ContigQuery.FindExactly(call.Contigs, sample, contig).Length;
        }
        catch (Exception e)
        {
            return LastError.Set(e);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "ragc_read")]
    private static long Read(AgcBlock* agc, byte* sample, byte* contig, long start, long end, uint flags, byte* buffer, long capacity)
    {
        try
        {
            using var call = new Call(agc);
            var region = new NativeRegion
            {
                Sample = sample,
                Contig = contig,
                Start = start,
                End = end,
                Flags = flags,
                Letters = buffer,
                Capacity = capacity,
            };
            return Read(call.Contigs, region);
        }
        catch (Exception e)
        {
            return LastError.Set(e);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "ragc_read_regions")]
    private static long ReadRegions(AgcBlock* agc, NativeRegion* regions, long count, int threads)
    {
        try
        {
            using var call = new Call(agc);
            if (call.Contigs is not { } contigs)
                return LastError.SetNotOpen();
            return count <= 0 || regions is not null
                ? new RegionBatch(contigs, regions, count).Read(NumberOfThreads(threads))
                : LastError.Set("no regions were given");
        }
        catch (Exception e)
        {
            return LastError.Set(e);
        }
    }

    /// <summary>Opens an archive; null if that fails.</summary>
    public static AgcBlock* OpenBlock(byte* path, bool isPrefetched, long cacheSize)
    {
        try
        {
            using var call = new Call();
            if (path is not null)
                return OpenArchives.Open(path, isPrefetched, cacheSize);
            LastError.Set("no file was named");
        }
        catch (Exception e)
        {
            LastError.Set(e);
        }

        return null;
    }

    /// <summary>Reads a region into its buffer.</summary>
    /// <returns>The number of letters; a <see cref="ResultCode"/> for an error.</returns>
    public static long Read(NamedContigs? contigs, in NativeRegion region)
    {
        var contig = ContigQuery.FindExactly(contigs, region.Sample, region.Contig);
        if (contig.Length < 0)
            return contig.Length;
        long end = Math.Min(region.End, contig.Length);
        if (region.Start < 0 || region.Start > contig.Length || region.Start > region.End)
            return LastError.Set($"range {region.Start}-{region.End} of contig {CText.ToString(region.Contig)} of {contig.Length} letters");
        long length = end - region.Start;
        if (region.Letters is null)
            return length;
        if (region.Capacity <= length)
        {
            LastError.Set($"{length} letters and a NUL, the buffer holds {region.Capacity} bytes");
            return ResultCode.TooSmall;
        }

        contigs!.Read(contig.Sample, contig.Contig, region.Start, end, region.Letters);
        region.Letters[length] = 0;
        if ((region.Flags & ReverseComplement) != 0)
            Reverse(region.Letters, length);
        return length;
    }

    /// <summary>The number of threads that a client means: as many as there are processors if it does not say.</summary>
    public static int NumberOfThreads(int threads) => Math.Min(threads > 0 ? threads : Environment.ProcessorCount, CompressionOptions.MaxThreads);

    // Blocks from both ends change places, since a span cannot hold more than 2^31 letters.
    private static void Reverse(byte* letters, long length)
    {
        const int BlockSize = 4096;
        Span<byte> kept = stackalloc byte[BlockSize];
        for (; length > 2 * BlockSize; letters += BlockSize, length -= 2 * BlockSize)
        {
            Span<byte> first = new(letters, BlockSize), last = new(letters + length - BlockSize, BlockSize);
            ReversedLetters.Reverse(first);
            ReversedLetters.Reverse(last);
            first.CopyTo(kept);
            last.CopyTo(first);
            kept.CopyTo(last);
        }

        ReversedLetters.Reverse(new Span<byte>(letters, (int)length));
    }
}

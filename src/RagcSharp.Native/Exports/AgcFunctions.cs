using System.Runtime.InteropServices;

using RagcSharp.Reading;

namespace RagcSharp.Native.Exports;

/// <summary>
/// The functions of C++ AGC's library, as <c>agc-api.h</c> describes them. No exception leaves an export: it would end the client's
/// process.
/// </summary>
internal static unsafe class AgcFunctions
{
    [UnmanagedCallersOnly(EntryPoint = "agc_open")]
    private static AgcBlock* Open(byte* path, int prefetching) => RagcFunctions.OpenBlock(path, prefetching != 0, DefaultCacheSize);

    /// <summary>Bytes of the cache of a handle if the client does not say: little, since many clients open a handle a thread.</summary>
    public const long DefaultCacheSize = 64L << 20;

    [UnmanagedCallersOnly(EntryPoint = "agc_close")]
    private static int Close(AgcBlock* agc)
    {
        try
        {
            using var call = new Call();
            return OpenArchives.Close(agc) ? ResultCode.Success : LastError.SetNotOpen();
        }
        catch (Exception e)
        {
            return LastError.Set(e);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "agc_n_sample")]
    private static int CountSamples(AgcBlock* agc)
    {
        try
        {
            using var call = new Call(agc);
            return call.Contigs?.Samples.Count ?? LastError.SetNotOpen();
        }
        catch (Exception e)
        {
            return LastError.Set(e);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "agc_n_ctg")]
    private static int CountContigs(AgcBlock* agc, byte* sample)
    {
        try
        {
            using var call = new Call(agc);
            if (call.Contigs is not { } contigs)
                return LastError.SetNotOpen();
            int number = FindSample(contigs, sample);
            return number < 0 ? number : contigs.ContigsOf(number).Contigs.Count;
        }
        catch (Exception e)
        {
            return LastError.Set(e);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "agc_get_ctg_len")]
    private static int GetContigLength(AgcBlock* agc, byte* sample, byte* name)
    {
        try
        {
            using var call = new Call(agc);
            return ToInt(ContigQuery.Find(call.Contigs, sample, name).Length);
        }
        catch (Exception e)
        {
            return LastError.Set(e);
        }
    }

    /// <summary>The number of letters that <c>agc_get_ctg_seq</c> would write: the C++ class makes room for them.</summary>
    [UnmanagedCallersOnly(EntryPoint = "ragc_ctg_seq_len")]
    private static int GetSequenceLength(AgcBlock* agc, byte* sample, byte* name, int start, int end)
    {
        try
        {
            using var call = new Call(agc);
            long length = ContigQuery.Find(call.Contigs, sample, name).Length;
            return ToInt(length < 0 ? length : InclusiveRange.Of(start, end, length).Length);
        }
        catch (Exception e)
        {
            return LastError.Set(e);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "agc_get_ctg_seq")]
    private static int GetSequence(AgcBlock* agc, byte* sample, byte* name, int start, int end, byte* buffer)
    {
        try
        {
            using var call = new Call(agc);
            var contig = ContigQuery.Find(call.Contigs, sample, name);
            if (contig.Length < 0)
                return ResultCode.Error;
            if (buffer is null)
                return LastError.Set("no buffer was given");
            var range = InclusiveRange.Of(start, end, contig.Length);
            int length = ToInt(range.Length);
            if (length < 0)
                return length;
            call.Contigs!.Read(contig.Sample, contig.Contig, range.Start, range.End, buffer);
            buffer[length] = 0;
            return length;
        }
        catch (Exception e)
        {
            return LastError.Set(e);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "agc_reference_sample")]
    private static byte* GetReferenceSample(AgcBlock* agc)
    {
        try
        {
            using var call = new Call(agc);
            if (call.Contigs is { Samples: [var first, ..] })
                return CText.Copy(first);
            _ = call.Contigs is null ? LastError.SetNotOpen() : LastError.Set("the archive has no samples");
        }
        catch (Exception e)
        {
            LastError.Set(e);
        }

        return null;
    }

    [UnmanagedCallersOnly(EntryPoint = "agc_list_sample")]
    private static byte** ListSamples(AgcBlock* agc, int* count)
    {
        try
        {
            using var call = new Call(agc);
            if (call.Archive is { } archive)
            {
                var names = archive.Contigs.Samples;
                int[] sorted = [.. archive.SortedSamples];
                return ListOf(sorted.Length, i => names[sorted[i]], count);
            }

            LastError.SetNotOpen();
        }
        catch (Exception e)
        {
            LastError.Set(e);
        }

        return null;
    }

    [UnmanagedCallersOnly(EntryPoint = "agc_list_ctg")]
    private static byte** ListContigs(AgcBlock* agc, byte* sample, int* count)
    {
        try
        {
            using var call = new Call(agc);
            if (call.Contigs is { } contigs)
            {
                // AGC has an empty list for an unknown sample.
                int number = FindSample(contigs, sample);
                if (number < 0)
                    return ListOf(0, _ => default, count);
                var names = contigs.ContigsOf(number).Contigs.Names;
                return ListOf(names.Count, i => names[i], count);
            }

            LastError.SetNotOpen();
        }
        catch (Exception e)
        {
            LastError.Set(e);
        }

        return null;
    }

    [UnmanagedCallersOnly(EntryPoint = "agc_list_destroy")]
    private static int DestroyList(byte** list)
    {
        CTextList.Free(list);
        return ResultCode.Success;
    }

    [UnmanagedCallersOnly(EntryPoint = "agc_string_destroy")]
    private static int DestroyText(byte* text)
    {
        CText.Free(text);
        return ResultCode.Success;
    }

    /// <summary>The number of a sample, or <see cref="ResultCode.Error"/>.</summary>
    public static int FindSample(NamedContigs contigs, byte* sample)
    {
        if (sample is null)
            return LastError.Set("no sample was named");
        int number = contigs.FindSample(CText.Bytes(sample));
        return number < 0 ? LastError.Set($"no sample {CText.ToString(sample)}") : number;
    }

    private static byte** ListOf(int length, CTextList.Item item, int* count)
    {
        byte** list = CTextList.Make(length, item);
        if (count is not null)
            *count = length;
        return list;
    }

    // No length is cut off silently.
    private static int ToInt(long length) => length == ResultCode.NotFound
        ? ResultCode.Error
        : length <= int.MaxValue
        ? (int)length
        : LastError.Set($"{length} letters are more than an int can count; ragc_read and ragc_contig_length count in 64 bits");
}

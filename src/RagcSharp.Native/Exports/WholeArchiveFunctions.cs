using System.Runtime.InteropServices;
using System.Text;

using RagcSharp.Archive;
using RagcSharp.Verification;

namespace RagcSharp.Native.Exports;

/// <summary>Functions that go through samples or a whole archive. No exception leaves an export: it would end the client's process.</summary>
internal static unsafe class WholeArchiveFunctions
{
    // Flags, as agc-api.h has them.
    private const uint Plain = 1;
    private const uint Quick = 1;

    [UnmanagedCallersOnly(EntryPoint = "ragc_write_samples")]
    private static int WriteSamples(
        AgcBlock* agc,
        byte** samples,
        long count,
        int lineLength,
        uint flags,
        int threads,
        delegate* unmanaged[Cdecl]<void*, byte*, nint, int> write,
        void* context)
    {
        try
        {
            using var call = new Call(agc);
            if (call.Archive is not { } archive)
                return LastError.SetNotOpen();
            if (write is null || count > 0 && samples is null)
                return LastError.Set("no samples, or no function to take them, were given");
            var names = new string[count];
            for (long i = 0; i < count; i++)
            {
                int number = AgcFunctions.FindSample(archive.Contigs, samples[i]);
                if (number < 0)
                    return number;
                names[i] = archive.Archive.Samples[number];
            }

            var options = new ExtractionOptions
            {
                LineLength = lineLength > 0 ? lineLength : null,
                IgnorePreservedText = (flags & Plain) != 0,
                Threads = RagcFunctions.NumberOfThreads(threads),
            };
            using var output = new ClientStream(write, context);
            archive.Archive.WriteSamples(names, output, options);
            return ResultCode.Success;
        }
        catch (Exception e)
        {
            return LastError.Set(e);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "ragc_verify")]
    private static long Verify(byte* path, uint flags, int threads, delegate* unmanaged[Cdecl]<void*, byte*, void> found, void* context)
    {
        try
        {
            if (path is null)
                return LastError.Set("no file was named");
            using var call = new Call();
            string name = CText.ToString(path);
            var options = new VerificationOptions { SkipContents = (flags & Quick) != 0, Threads = RagcFunctions.NumberOfThreads(threads) };
            var report = ArchiveVerification.Run(
                () => new ArchiveReader(NativeFile.Open(path), name),
                name,
                options,
                finding => Tell(finding.Message, found, context),
                CancellationToken.None);
            return report.FindingCount;
        }
        catch (Exception e)
        {
            return LastError.Set(e);
        }
    }

    private static void Tell(string message, delegate* unmanaged[Cdecl]<void*, byte*, void> found, void* context)
    {
        if (found is null)
            return;
        byte* text = CText.Copy(Encoding.UTF8.GetBytes(message));
        found(context, text);
        CText.Free(text);
    }
}

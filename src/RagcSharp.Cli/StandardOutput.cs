using System.Runtime.InteropServices;

namespace RagcSharp.Cli;

/// <summary>
/// The program's standard output, as bytes. The console's own stream keeps silent when nobody reads any more, and a FileStream writes
/// at an offset of its own, over what others have written to the same file; so this one asks the system.
/// </summary>
internal sealed unsafe partial class StandardOutput : WriteOnlyStream
{
    private const int Descriptor = 1;
    private const int Interrupted = 4, BrokenPipe = 32;

    private StandardOutput()
    {
    }

    public static bool IsTerminal => !Console.IsOutputRedirected;

    public static Stream Open() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new StandardOutput();

    /// <summary>Whether an error says that the reader of the output, standard or named, has gone.</summary>
    public static bool IsClosedPipe(IOException error) => error.HResult == BrokenPipe;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            for (nint written = 0; written < buffer.Length;)
            {
                nint count = WriteSome(Descriptor, bytes + written, buffer.Length - written);
                if (count >= 0)
                    written += count;
                else if (Marshal.GetLastPInvokeError() is not Interrupted and var error)
                    throw new IOException($"standard output: {Marshal.GetPInvokeErrorMessage(error)}", error);
            }
        }
    }

    public override void Flush()
    {
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteSome(int descriptor, byte* bytes, nint count);
}

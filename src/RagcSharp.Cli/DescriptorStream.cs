using System.Runtime.InteropServices;

using RagcSharp.Files;

namespace RagcSharp.Cli;

/// <summary>
/// A descriptor of the process, as bytes that are written. The console's own streams keep silent when nobody reads any more, and a
/// FileStream writes at an offset of its own, over what others have written to the same file; so this one asks the system.
/// </summary>
/// <param name="descriptor">The descriptor; it stays open.</param>
/// <param name="name">What errors call it.</param>
internal sealed unsafe partial class DescriptorStream(int descriptor, string name) : WriteOnlyStream
{
    /// <summary>The system's number for a pipe that nobody reads any more.</summary>
    public const int BrokenPipe = 32;

    private const int Interrupted = 4;
    private const short Writable = 4;
    private const int Forever = -1;

    private static readonly int Full = OperatingSystem.IsMacOS() ? 35 : 11;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            for (nint written = 0; written < buffer.Length;)
            {
                nint count = WriteSome(descriptor, bytes + written, buffer.Length - written);
                if (count >= 0)
                    written += count;
                else
                    Recover(Marshal.GetLastPInvokeError());
            }
        }
    }

    public override void Flush()
    {
    }

    // Whoever shares a pipe or a terminal with us may have set it not to wait (O_NONBLOCK): then we wait here.
    private void Recover(int error)
    {
        if (error == Full)
        {
            var wanted = new Poll { Descriptor = descriptor, Events = Writable };
            _ = WaitFor(&wanted, 1, Forever);
        }
        else if (error != Interrupted)
        {
            throw new IOException($"{name}: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteSome(int descriptor, byte* bytes, nint count);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int WaitFor(Poll* wanted, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct Poll
    {
        public int Descriptor;
        public short Events;
        public short Occurred;
    }
}

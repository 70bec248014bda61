using Microsoft.Win32.SafeHandles;

namespace RagcSharp.Cli;

/// <summary>The program's standard output, as bytes.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;
    private const int BrokenPipe = 32;

    public static bool IsTerminal => !Console.IsOutputRedirected;

    /// <summary>Opens it. Unlike the console's own stream, this one reports when nobody reads any more.</summary>
    public static Stream Open() => OperatingSystem.IsWindows()
        ? Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);

    /// <summary>Whether an error says that the reader of a pipe has gone.</summary>
    public static bool IsClosedPipe(IOException error) => error.HResult == BrokenPipe;
}

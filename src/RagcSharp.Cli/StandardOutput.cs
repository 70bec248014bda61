namespace RagcSharp.Cli;

/// <summary>The program's standard output, as bytes.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    public static bool IsTerminal => !Console.IsOutputRedirected;

    public static Stream Open() =>
        OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new DescriptorStream(Descriptor, "standard output");

    /// <summary>Whether an error says that the reader of the output, standard or named, has gone.</summary>
    public static bool IsClosedPipe(IOException error) => error.HResult == DescriptorStream.BrokenPipe;
}

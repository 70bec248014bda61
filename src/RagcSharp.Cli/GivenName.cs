namespace RagcSharp.Cli;

/// <summary>The name by which the program was called.</summary>
/// <remarks>
/// Called <c>agc</c>, through a link, it does what scripts for C++ AGC rely on, where nothing is lost by it. Exit codes and messages stay
/// the same.
/// </remarks>
internal static class GivenName
{
    private const string Arguments = "/proc/self/cmdline";

    /// <summary>Whether it was <c>agc</c>.</summary>
    public static bool IsAgc { get; } = Path.GetFileName(First()) == "agc";

    // .NET may give the path of the assembly instead.
    private static string First() => File.Exists(Arguments)
        ? File.ReadAllText(Arguments).Split('\0')[0]
        : Environment.GetCommandLineArgs()[0];
}

using System.Text;

namespace RagcSharp.Cli;

/// <summary>Tells whether .NET passed on an argument as it was given.</summary>
internal static class GivenArgument
{
    // What .NET makes of bytes that are no UTF-8.
    private const char Replacement = '\uFFFD';

    // The bytes of all arguments, on Linux. Elsewhere the system has names in Unicode only.
    private const string AllArguments = "/proc/self/cmdline";

    /// <summary>
    /// Refuses an argument that will be written, as a name or as text, if it was not given in UTF-8: what is written would be something
    /// else than what was asked for.
    /// </summary>
    /// <param name="what">What messages call it, such as the option.</param>
    /// <param name="text">The argument, or the value of an option; null if there is none.</param>
    /// <exception cref="UsageException">It was not given in UTF-8.</exception>
    public static void CheckIsUtf8(string what, string? text)
    {
        if (text is not null && text.Contains(Replacement, StringComparison.Ordinal) && !WasGiven(text))
            throw new UsageException($"{what} {text}: is not UTF-8; only such text can be written");
    }

    // The character may really be there.
    private static bool WasGiven(string text) =>
        !File.Exists(AllArguments) || File.ReadAllBytes(AllArguments).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}

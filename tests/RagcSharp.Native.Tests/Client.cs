namespace RagcSharp.Native.Tests;

/// <summary>Programs in other languages that use the library.</summary>
internal static class Client
{
    /// <summary>Warnings of clients are errors.</summary>
    private const string Warnings = "-Wall -Wextra -Wpedantic -Werror";

    /// <summary>The folder of their sources.</summary>
    public static string Sources { get; } = Path.Combine(Ragc.Root, "tests", "RagcSharp.Native.Tests", "clients");

    /// <summary>Compiles a program of the folder of clients.</summary>
    /// <param name="work">Where the program is put.</param>
    /// <param name="source">Its source file.</param>
    /// <param name="compiler">Compiler and options.</param>
    /// <param name="link">How it is linked with the library.</param>
    /// <returns>The program.</returns>
    public static string Compile(WorkFolder work, string source, string compiler, string link)
    {
        string program = work.File(Path.GetFileNameWithoutExtension(source));
        string file = Path.Combine(Sources, source);
        _ = Succeed(work.Path, $"{compiler} {Warnings} '{file}' -o '{program}' {link} -lpthread -ldl");
        return program;
    }

    /// <summary>Runs a line of bash that must succeed, and gives what it prints.</summary>
    public static string Succeed(string folder, string line)
    {
        var result = Ragc.Shell(folder, line);
        Assert.True(result.ExitCode == 0, $"{line}\nexit code {result.ExitCode}\n{result.Text}{result.Errors}");
        return result.Text;
    }
}

using System.Diagnostics;
using System.Text;

namespace RagcSharp.Cli.Tests;

/// <summary>What a run of the program came to.</summary>
internal sealed record RagcResult(int ExitCode, byte[] Output, string Errors)
{
    public string Text => Encoding.UTF8.GetString(Output);
}

/// <summary>Runs the program as a user runs it.</summary>
internal static class Ragc
{
    /// <summary>Seconds after which a program is taken for hanging.</summary>
    public const int PatienceSeconds = 900;

    // Of the program timeout, when it ended what it ran.
    private const int TimeoutExitCode = 124;

    public static string Root { get; } = FindRoot();

    /// <summary>The program: <c>scripts/ragc</c>, or another build of it that the variable <c>RAGC</c> names.</summary>
    public static string Script { get; } =
        Environment.GetEnvironmentVariable("RAGC") is { Length: > 0 } program ? program : Path.Combine(Root, "scripts", "ragc");

    public static string Demo { get; } = Path.Combine(Root, "testdata", "demo");

    /// <summary>Runs the program with arguments in a folder.</summary>
    public static RagcResult Run(string folder, params string[] arguments) => RunProgram(folder, Script, arguments);

    /// <summary>Runs a line of bash in a folder, where <c>$ragc</c> is the program and <c>$demo</c> the folder of demo files.</summary>
    /// <exception cref="TimeoutException">It does not end in some minutes, which are many, as the machine may be busy.</exception>
    public static RagcResult Shell(string folder, string line, int patience = PatienceSeconds)
    {
        var result = RunProgram(folder, "timeout", [$"{patience}", "bash", "-c", $"ragc='{Script}' demo='{Demo}'; {line}"]);
        return result.ExitCode == TimeoutExitCode
            ? throw new TimeoutException($"not done in {patience} s: {line}; said so far: {result.Errors}")
            : result;
    }

    private static RagcResult RunProgram(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return new RagcResult(process.ExitCode, output.ToArray(), errors.GetAwaiter().GetResult());
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ragc-sharp.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the tests must lie within the repository");
        return folder.FullName;
    }
}

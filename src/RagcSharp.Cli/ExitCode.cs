using System.Runtime.InteropServices;

namespace RagcSharp.Cli;

/// <summary>What scripts see.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int Usage = 2;

    /// <summary>What a shell reports for a program that SIGPIPE has ended.</summary>
    public const int ClosedPipe = 128 + 13;

    /// <summary>What a shell reports for a program that a signal has ended.</summary>
    public static int Signalled(PosixSignal signal) => 128 + signal switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGINT => 2,
        _ => 15,
    };
}

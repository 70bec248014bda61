using System.Runtime.InteropServices;

namespace RagcSharp.Cli;

/// <summary>
/// Turns the signals that ask a program to end into a cancellation, so that it can clean up. A program that does not get to it, because
/// it waits for somebody who reads its output or is at work that cannot be broken off, is ended all the same, after a while or at
/// the second signal: <see cref="OutputFile"/> cleans up then.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // A write beyond the limit for files (ulimit -f) sends this; without the signal it is an error like a full disk.
    private const PosixSignal FileSizeExceeded = (PosixSignal)25;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Timer? _end;
    private int _isTold;

    public Interruption()
    {
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Cancel))];
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
            _registrations = [.. _registrations, PosixSignalRegistration.Create(FileSizeExceeded, context => context.Cancel = true)];
    }

    /// <summary>The first signal that came.</summary>
    public PosixSignal? Signal { get; private set; }

    public CancellationToken Token => _source.Token;

    /// <summary>Says, once, that the program was interrupted, and gives the exit code for that.</summary>
    public int Tell()
    {
        int exitCode = ExitCode.Signalled(Signal!.Value);
        return Interlocked.Exchange(ref _isTold, 1) == 0 ? Program.Fail("interrupted", exitCode) : exitCode;
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _end?.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Signal is not null)
        {
            End();
            return;
        }

        Signal = context.Signal;
        _end = new Timer(_ => End(), null, Patience, Timeout.InfiniteTimeSpan);
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The work is done, and the program about to end.
        }
    }

    private void End() => Environment.Exit(Tell());
}

using System.Runtime.InteropServices;

namespace RagcSharp.Cli;

/// <summary>Turns the signals that ask a program to end into a cancellation, so that it can clean up.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption()
    {
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Cancel))];
    }

    /// <summary>The first signal that came.</summary>
    public PosixSignal? Signal { get; private set; }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        context.Cancel = true;
        Signal ??= context.Signal;
        _source.Cancel();
    }
}

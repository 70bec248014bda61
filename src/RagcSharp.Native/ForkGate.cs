using System.Runtime.InteropServices;

namespace RagcSharp.Native;

/// <summary>
/// Lets a process fork at moments only when no other thread is in the library, so that the child can go on using it.
/// </summary>
/// <remarks>
/// The child has one thread. What the others held, a lock or a piece of the heap, they hold there for ever. So a fork waits until calls have
/// ended, and new ones wait for the fork; <c>host.c</c> lets the child's runtime forget the other threads. A call that takes long is not waited
/// for to its end: forks that are followed by <c>exec</c> need none of this.
/// </remarks>
internal static unsafe partial class ForkGate
{
    private const int MostMilliseconds = 1000;

    // What threads that have waited for the finalizers need until they wait again themselves.
    private const int MillisecondsToSettle = 1;

    private static readonly bool IsWatching = OnFork(&Close, &Open, &OpenInChild) == 0;

    // Forks under way: several threads may fork at a time.
    private static int _forks;
    private static bool _hasFinalizers = true;
    private static int _calls;

    // The calls of this thread: more than one when a function of the client calls the library.
    [ThreadStatic]
    private static int _ownCalls;

    private static bool IsClosed => Volatile.Read(ref _forks) > 0;

    /// <summary>A call begins. Waits while the process is being forked.</summary>
    public static void Enter()
    {
        _ = IsWatching;
        Interlocked.Increment(ref _calls);
        while (IsClosed && _ownCalls == 0)
        {
            Interlocked.Decrement(ref _calls);
            while (IsClosed)
                Thread.Sleep(MillisecondsToSettle);
            Interlocked.Increment(ref _calls);
        }

        _ownCalls++;
    }

    /// <summary>A call ends.</summary>
    public static void Leave()
    {
        _ownCalls--;
        Interlocked.Decrement(ref _calls);
    }

    [UnmanagedCallersOnly]
    private static void Close()
    {
        Interlocked.Increment(ref _forks);
        for (int waited = 0; Volatile.Read(ref _calls) > _ownCalls && waited < MostMilliseconds; waited++)
            Thread.Sleep(MillisecondsToSettle);
        // The thread of the finalizers is not there in a child.
        if (_hasFinalizers)
            GC.WaitForPendingFinalizers();
        // A collection takes from threads the pieces of the heap that they allocate from.
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        Thread.Sleep(MillisecondsToSettle);
    }

    [UnmanagedCallersOnly]
    private static void Open() => Interlocked.Decrement(ref _forks);

    [UnmanagedCallersOnly]
    private static void OpenInChild()
    {
        // Calls of other threads will never end here.
        _calls = _ownCalls;
        _hasFinalizers = false;
        _forks = 0;
    }

    [LibraryImport("agc-host", EntryPoint = "agc_host_on_fork")]
    private static partial int OnFork(
        delegate* unmanaged<void> before, delegate* unmanaged<void> inParent, delegate* unmanaged<void> inChild);
}

using System.Runtime.InteropServices;

namespace RagcSharp.Cli;

/// <summary>
/// Descriptors 0 to 2, which whoever starts the program may have closed (<c>ragc … &gt;&amp;-</c>). The system gives the lowest free
/// descriptor to the next file that is opened: what is meant for standard output would then go into an archive, or into a pipe of the
/// runtime's, without an error.
/// </summary>
internal static unsafe partial class StandardDescriptors
{
    private const int Count = 3, StandardInput = 0;
    private const int GetFlags = 1, CloseOnExec = 1;
    private const int ReadOnly = 0, WriteOnly = 1;
    private const string Program = "/proc/self/exe", Arguments = "/proc/self/cmdline";

    private enum State
    {
        Open,
        Closed,

        /// <summary>Was closed, and the runtime has got it for a file of its own.</summary>
        Taken,
    }

    /// <summary>
    /// Puts something into those that were closed, so that no file gets their numbers, and reading and writing them fails as if they were
    /// still closed. To be called before anything else opens a file.
    /// </summary>
    /// <remarks>
    /// The runtime does not let go of what it has got before us. Then the program starts once more, in the same process, with nothing
    /// closed any more.
    /// </remarks>
    public static void Occupy()
    {
        if (OperatingSystem.IsWindows())
            return;
        State[] states = [.. Enumerable.Range(0, Count).Select(StateOf)];
        bool canRestart = states.Contains(State.Taken) && File.Exists(Arguments);
        byte[] arguments = canRestart ? File.ReadAllBytes(Arguments) : [];
        for (int descriptor = 0; descriptor < Count; descriptor++)
        {
            if (states[descriptor] == State.Closed || states[descriptor] == State.Taken && canRestart)
                Fill(descriptor);
        }

        if (canRestart)
            Restart(arguments);
    }

    // Whatever is open at the start of a program is not to be closed then. All that the runtime opens is.
    private static State StateOf(int descriptor) => Control(descriptor, GetFlags) switch
    {
        < 0 => State.Closed,
        var flags => (flags & CloseOnExec) != 0 ? State.Taken : State.Open,
    };

    // Opened for the other direction, so that every use is an error. One that is opened by its name (/dev/stdout) is so for any direction:
    // a full disk is an error then, too, and empty input is one to whoever expects something.
    private static void Fill(int descriptor)
    {
        int file = descriptor == StandardInput ? Open("/dev/null", WriteOnly) : Open("/dev/full", ReadOnly);
        if (file < 0)
            file = Open("/dev/null", descriptor == StandardInput ? WriteOnly : ReadOnly);
        if (file < 0 || file == descriptor)
            return;
        _ = Copy(file, descriptor);
        _ = Close(file);
    }

    private static void Restart(ReadOnlySpan<byte> arguments)
    {
        fixed (byte* text = arguments)
        {
            // Each ends in a zero.
            var pointers = new List<nint>();
            for (int at = 0; at < arguments.Length; at += arguments[at..].IndexOf((byte)0) + 1)
                pointers.Add((nint)(text + at));
            pointers.Add(0);
            fixed (nint* first = CollectionsMarshal.AsSpan(pointers))
                _ = Execute(Program, first);
        }

        // What the runtime had there is gone: it cannot go on, nor end as it does else.
        Exit(ExitCode.Failure);
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Copy(int descriptor, int target);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, nint* arguments);

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);
}

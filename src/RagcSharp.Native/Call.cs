using RagcSharp.Reading;

namespace RagcSharp.Native;

/// <summary>A call of a client: it keeps the archive from being closed, and the process from being forked, until it ends.</summary>
internal readonly ref struct Call : IDisposable
{
    /// <summary>Begins a call that uses no handle.</summary>
    public Call()
    {
        ForkGate.Enter();
    }

    /// <summary>Begins a call.</summary>
    /// <param name="block">The handle, which may be null or closed.</param>
    public unsafe Call(AgcBlock* block)
    {
        ForkGate.Enter();
        Archive = OpenArchives.Acquire(block);
    }

    /// <summary>The archive; null if the handle is null or closed.</summary>
    public SharedArchive? Archive { get; }

    /// <summary>Its samples and contigs; null if the handle is null or closed.</summary>
    public NamedContigs? Contigs => Archive?.Contigs;

    /// <inheritdoc/>
    public void Dispose()
    {
        Archive?.Release();
        ForkGate.Leave();
    }
}

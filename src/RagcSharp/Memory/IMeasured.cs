namespace RagcSharp.Memory;

/// <summary>What holds memory until it is disposed.</summary>
internal interface IMeasured : IDisposable
{
    /// <summary>Bytes of memory held.</summary>
    long Bytes { get; }
}

using RagcSharp.Lz;

namespace RagcSharp.Grouping;

/// <summary>The references of the groups that exist. Safe for any number of threads.</summary>
internal interface IReferences
{
    /// <summary>Number of symbols of a group's reference.</summary>
    int LengthOf(int group);

    /// <summary>A group's reference with its index; stays as it is until the lease ends.</summary>
    ReferenceLease Rent(int group);

    /// <summary>Ends a lease; called by <see cref="ReferenceLease.Dispose"/>.</summary>
    void Return(int group);
}

/// <summary>The right to use a reference for a while.</summary>
internal readonly struct ReferenceLease(IReferences owner, int group, LzReference reference) : IDisposable
{
    public LzReference Reference => reference;

    public void Dispose() => owner.Return(group);
}

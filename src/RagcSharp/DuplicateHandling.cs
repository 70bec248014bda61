namespace RagcSharp;

/// <summary>What happens to a sample whose name another one has already.</summary>
public enum DuplicateHandling
{
    /// <summary>It is an error.</summary>
    Error,

    /// <summary>It is left out, whatever its sequences are.</summary>
    KeepFirst,

    /// <summary>It gets a name of its own: <c>{sample}.{n}</c>, with the first number from 2 on that makes a name which nobody has.</summary>
    Rename,
}

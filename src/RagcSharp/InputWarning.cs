namespace RagcSharp;

/// <summary>What an input gives reason to doubt, though it can be read.</summary>
public enum InputWarningKind
{
    /// <summary>It has lower-case letters, whose case is lost without <see cref="CompressionOptions.PreserveText"/>.</summary>
    CaseLost,

    /// <summary>It is BGZF and lacks the empty block that ends such files: it may have been cut off between two blocks.</summary>
    EndMissing,

    /// <summary>It was named before, by this path or by another one, and is read only once.</summary>
    NamedAgain,

    /// <summary>It is the same file as an earlier input, under the name of another sample; both samples are kept.</summary>
    SameFile,
}

/// <summary>A doubt about an input.</summary>
/// <param name="Kind">What is doubtful.</param>
/// <param name="Input">The path of the file, or the name of the stream.</param>
/// <param name="Earlier">The path of the same file as it was named before; null where there is none.</param>
public sealed record InputWarning(InputWarningKind Kind, string Input, string? Earlier = null);

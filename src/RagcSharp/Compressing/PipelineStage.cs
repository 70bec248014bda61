namespace RagcSharp.Compressing;

/// <summary>The stages that work passes through; timed, and named to whoever watches a pipeline.</summary>
internal enum PipelineStage
{
    /// <summary>The reader thread parses a contig.</summary>
    Read,

    /// <summary>The reader thread, with help of the workers, looks for the splitters of the reference.</summary>
    Split,

    /// <summary>A worker cuts a contig.</summary>
    Cut,

    /// <summary>A worker chooses the groups of a batch of segments and codes them.</summary>
    Place,

    /// <summary>A worker registers a sample.</summary>
    Register,

    /// <summary>A worker compresses a part.</summary>
    Compress,

    /// <summary>The writer thread appends a part.</summary>
    Write,
}

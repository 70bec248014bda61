using RagcSharp.Archive;
using RagcSharp.Threads;

namespace RagcSharp.Compressing;

/// <summary>What the parts of one run of the pipeline share.</summary>
/// <param name="Parameters">The parameters of the archive.</param>
/// <param name="Modes">The choices that the format has no place for.</param>
/// <param name="Memory">How the memory is divided.</param>
/// <param name="Streams">The streams of the archive; added to at barriers only.</param>
/// <param name="Queue">Work for the workers.</param>
/// <param name="Error">The first error.</param>
/// <param name="Stages">Measures how long each stage takes.</param>
/// <param name="Progress">Counts what is done.</param>
internal sealed record PipelineRun(
    Parameters Parameters,
    Modes Modes,
    MemoryPlan Memory,
    StreamPlan Streams,
    WorkQueue Queue,
    FirstError Error,
    StageClock Stages,
    ProgressCounter Progress);

using System.Runtime.CompilerServices;

using RagcSharp.Zstd.Parsing;

namespace RagcSharp.Tests.Support;

/// <summary>In tests every frame is decoded as soon as it is made.</summary>
internal static class AllFramesChecked
{
    [ModuleInitializer]
    internal static void Begin() => FrameCheck.Interval = 1;
}

namespace RagcSharp.Native;

/// <summary>Results below 0, as <c>agc-api.h</c> names them.</summary>
internal static class ResultCode
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>The call failed; <c>ragc_last_error</c> has the reason.</summary>
    public const int Error = -1;

    /// <summary>No sample was named, and several contigs have the name.</summary>
    public const int Ambiguous = -2;

    /// <summary>The caller's buffer is too small.</summary>
    public const int TooSmall = -3;

    /// <summary>There is no such sample or contig. The functions of C++ AGC say <see cref="Error"/>.</summary>
    public const int NotFound = -4;
}

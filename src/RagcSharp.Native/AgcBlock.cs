using System.Runtime.InteropServices;

namespace RagcSharp.Native;

/// <summary>
/// What an <c>agc_t *</c> points at, two words: a block that <c>agc_open</c> allocated, or an object of the C++ class <c>CAGCFile</c>.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AgcBlock
{
    /// <summary>The key of the archive in <see cref="OpenArchives"/>; 0 while nothing is open.</summary>
    public nint Key;

    /// <summary>
    /// The block that <c>agc_open</c> allocated before; 0 in objects of the class. Nobody follows it: it shows to leak checkers that the
    /// blocks, which are never freed, are not lost.
    /// </summary>
    public nint Previous;
}

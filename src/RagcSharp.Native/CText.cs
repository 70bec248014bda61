using System.Runtime.InteropServices;
using System.Text;

namespace RagcSharp.Native;

/// <summary>Texts of C: bytes that end in NUL, allocated by <c>malloc</c> where they are given to clients.</summary>
internal static unsafe class CText
{
    /// <summary>The bytes of a text, without the NUL; none for a null pointer.</summary>
    public static ReadOnlySpan<byte> Bytes(byte* text) => MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text);

    /// <summary>A text for messages.</summary>
    public static string ToString(byte* text) => ToString(Bytes(text));

    /// <inheritdoc cref="ToString(byte*)"/>
    public static string ToString(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);

    /// <summary>A copy for the client, who frees it.</summary>
    public static byte* Copy(ReadOnlySpan<byte> text)
    {
        byte* copy = (byte*)NativeMemory.Alloc((nuint)text.Length + 1);
        text.CopyTo(new Span<byte>(copy, text.Length));
        copy[text.Length] = 0;
        return copy;
    }

    /// <summary>Frees a text.</summary>
    public static void Free(byte* text) => NativeMemory.Free(text);
}

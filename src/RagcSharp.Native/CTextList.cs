using System.Runtime.InteropServices;

namespace RagcSharp.Native;

/// <summary>
/// Lists of C: an array of texts with a null pointer behind the last one. The array and each text are separate blocks of <c>malloc</c>,
/// since some clients free the texts one by one.
/// </summary>
internal static unsafe class CTextList
{
    /// <summary>Gives an item of a list.</summary>
    internal delegate ReadOnlySpan<byte> Item(int number);

    /// <summary>A list for the client, who frees it.</summary>
    public static byte** Make(int count, Item item)
    {
        // Null pointers all over, so that a list that was begun can be freed.
        byte** list = (byte**)NativeMemory.AllocZeroed((nuint)count + 1, (nuint)sizeof(byte*));
        try
        {
            for (int i = 0; i < count; i++)
                list[i] = CText.Copy(item(i));
            return list;
        }
        catch
        {
            Free(list);
            throw;
        }
    }

    /// <summary>Frees a list and its texts; a null pointer is no list.</summary>
    public static void Free(byte** list)
    {
        if (list is null)
            return;
        for (byte** text = list; *text is not null; text++)
            CText.Free(*text);
        NativeMemory.Free(list);
    }
}

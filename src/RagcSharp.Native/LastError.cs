using System.Text;

namespace RagcSharp.Native;

/// <summary>What went wrong last on a thread.</summary>
internal static unsafe class LastError
{
    [ThreadStatic]
    private static string? _message;

    [ThreadStatic]
    private static CTextHolder? _text;

    /// <summary>The last error of this thread; empty if there was none.</summary>
    public static string Message => _message ?? "";

    /// <summary>Remembers an error.</summary>
    /// <returns><see cref="ResultCode.Error"/>.</returns>
    public static int Set(string message)
    {
        _message = message;
        return ResultCode.Error;
    }

    /// <inheritdoc cref="Set(string)"/>
    public static int Set(Exception e) => Set(e is IOException or InvalidDataException or ArgumentException or UnauthorizedAccessException
        or OutOfMemoryException or InvalidOperationException or OperationCanceledException
        ? e.Message
        : $"internal error, please report it: {e.GetType().Name}: {e.Message}");

    /// <summary>A handle was null or closed.</summary>
    /// <inheritdoc cref="Set(string)"/>
    public static int SetNotOpen() => Set("the handle has no open archive");

    /// <summary>The last error of this thread as a text of C, good until this is called again.</summary>
    public static byte* Text()
    {
        _text ??= new CTextHolder();
        return _text.Hold(Message);
    }

    /// <summary>Frees the text when its thread has ended.</summary>
    private sealed class CTextHolder
    {
        private byte* _held;

        ~CTextHolder() => CText.Free(_held);

        public byte* Hold(string text)
        {
            CText.Free(_held);
            return _held = CText.Copy(Encoding.UTF8.GetBytes(text));
        }
    }
}

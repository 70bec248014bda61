using RagcSharp.Files;

namespace RagcSharp.Native;

/// <summary>Hands what is written to a function of the client, which may refuse it.</summary>
internal sealed unsafe class ClientStream(delegate* unmanaged[Cdecl]<void*, byte*, nint, int> write, void* context) : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            if (buffer.Length > 0 && write(context, bytes, buffer.Length) != 0)
                throw new OperationCanceledException("stopped by the function that takes the text");
        }
    }

    public override void Flush()
    {
    }
}

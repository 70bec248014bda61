namespace RagcSharp.Fasta;

/// <summary>A file that is read, whose errors name it as the user did. Disposes the file.</summary>
internal sealed class NamedInput(Stream file, string name) : InputStream
{
    /// <summary>An error with the name before it; .NET puts a name of its own behind it.</summary>
    public static IOException Named(string name, IOException e) => new($"{name}: {e.Message.Split(" : '")[0]}", e);

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return file.Read(buffer);
        }
        catch (IOException e)
        {
            throw Named(name, e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            file.Dispose();
        base.Dispose(disposing);
    }
}

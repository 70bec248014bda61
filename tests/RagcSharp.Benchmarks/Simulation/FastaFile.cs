using System.Text;

namespace RagcSharp.Benchmarks.Simulation;

/// <summary>A FASTA file that is written, lines of 80 letters.</summary>
internal sealed class FastaFile : IDisposable
{
    private const int LineWidth = 80;

    private readonly Stream _file;

    /// <param name="folder">Where; made if it is not there.</param>
    /// <param name="name">The name, without extension.</param>
    public FastaFile(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        _file = new BufferedStream(File.Create(Path.Combine(folder, name + ".fa")), 1 << 20);
    }

    public void Add(string header, ReadOnlySpan<byte> bases)
    {
        _file.Write(Encoding.ASCII.GetBytes($">{header}\n"));
        for (int i = 0; i < bases.Length; i += LineWidth)
        {
            _file.Write(bases[i..Math.Min(bases.Length, i + LineWidth)]);
            _file.WriteByte((byte)'\n');
        }
    }

    public void Dispose() => _file.Dispose();
}

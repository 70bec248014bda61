namespace RagcSharp.Fasta;

/// <summary>Gives the records of a FASTA file one by one. Used by one thread.</summary>
internal interface IFastaReader : IDisposable
{
    /// <summary>The name of the file, for messages.</summary>
    string File { get; }

    /// <summary>Whether there were lower-case letters, whose case is lost.</summary>
    bool LosesCase { get; }

    /// <summary>The next record, or null at the end of the file.</summary>
    /// <exception cref="InvalidDataException">The file is no FASTA file, or holds what an archive cannot.</exception>
    FastaRecord? Read();

    /// <summary>An error in the header read last.</summary>
    InvalidDataException BrokenHeader(string what);
}

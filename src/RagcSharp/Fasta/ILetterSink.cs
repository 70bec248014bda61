namespace RagcSharp.Fasta;

/// <summary>Takes the letters of a contig, piece by piece.</summary>
internal interface ILetterSink
{
    void WriteLetters(ReadOnlySpan<byte> letters);
}

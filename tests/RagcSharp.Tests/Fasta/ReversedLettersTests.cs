using RagcSharp.Fasta;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Fasta;

public sealed class ReversedLettersTests
{
    // By the table of the IUPAC code: R is A or G, so its complement is T or C, which is Y.
    [Theory]
    [InlineData("", "")]
    [InlineData("ACGT", "ACGT")]
    [InlineData("AACGTG", "CACGTT")]
    [InlineData("ACGTNRYSWKMBDHVU", "ABDHVKMWSRYNACGT")]
    [InlineData("acgtnryswkmbdhvu", "abdhvkmwsrynacgt")]
    [InlineData("aC-g*Xt1", "1aX*c-Gt")]
    public void Letters_AreReversedAndComplemented(string letters, string expected)
    {
        using var reversed = new ReversedLetters();
        var target = new Collected();
        foreach (byte letter in Text.Bytes(letters))
            reversed.WriteLetters([letter]);
        reversed.MoveTo(target);
        Assert.Equal(expected, target.Letters);
        reversed.MoveTo(target);
        Assert.Equal(expected, target.Letters);
    }

    private sealed class Collected : ILetterSink
    {
        public string Letters { get; private set; } = "";

        public void WriteLetters(ReadOnlySpan<byte> letters) => Letters += Text.OfBytes(letters);
    }
}

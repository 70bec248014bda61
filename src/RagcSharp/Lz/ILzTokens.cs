namespace RagcSharp.Lz;

/// <summary>
/// What is done with the tokens that <see cref="LzReference"/> finds in a segment: written, or counted. Implemented by structs, so
/// that the walk is compiled for each of them.
/// </summary>
internal interface ILzTokens
{
    /// <summary>Whether a match is extended backwards over the literals before it, which are taken back.</summary>
    static abstract bool StepsBack { get; }

    /// <summary>Asked before each token: true ends the walk.</summary>
    bool IsEnough { get; }

    void Literal(byte code);

    /// <summary>A run of <paramref name="length"/> N, at least <see cref="LzDelta.ShortestNRun"/>.</summary>
    void NRun(int length);

    /// <summary>
    /// <paramref name="length"/> symbols from <paramref name="position"/> of the reference on, where <paramref name="predicted"/> was
    /// predicted; the last <paramref name="takenBack"/> literals are part of it.
    /// </summary>
    void Match(int position, int predicted, int length, int takenBack, bool toTheEnd);

    /// <summary>
    /// The symbols behind the last token: literals. There are −<paramref name="overshoot"/> of them in an estimate whose last match
    /// went past the end.
    /// </summary>
    void Rest(ReadOnlySpan<byte> symbols, int overshoot);
}

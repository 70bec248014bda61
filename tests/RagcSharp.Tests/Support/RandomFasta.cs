namespace RagcSharp.Tests.Support;

/// <summary>Random FASTA files, as strange as they come, but with at least one line that begins with the mark of a record.</summary>
internal static class RandomFasta
{
    private static readonly string[] Alphabets =
    [
        "ACGT", "ACGTacgt", "ACGTN-", "ACDEFGHIKLMNPQRSTVWYXBZ*acgt", "acgtryswkmbdhvun", "AAAAAAAAAC", "-",
        "A 1234567890>@\t\u0080\u00ff\0\r",
    ];

    private static readonly string[] LineEnds = ["\n", "\r\n", "\r"];

    public static byte[] Next(Random random)
    {
        var text = new System.Text.StringBuilder();
        string lineEnd = Pick(random, LineEnds);
        if (random.Next(4) == 0)
            text.Append(Pick(random, ["\n\n", "\u00ef\u00bb\u00bf", "; a comment\n", " \t" + lineEnd, "text\r\n#\r"]));
        int width = random.Next(3) == 0 ? int.MaxValue : random.Next(1, 100);
        for (int records = random.Next(1, 12); records > 0; records--)
        {
            AppendRecord(text, random, width, lineEnd);
            // Files are put together of several ones.
            if (random.Next(10) == 0)
                lineEnd = Pick(random, LineEnds);
            if (random.Next(10) == 0)
                width = random.Next(1, 100);
        }

        if (random.Next(3) == 0)
            text.Length--;
        return Text.Bytes(text.ToString());
    }

    private static void AppendRecord(System.Text.StringBuilder text, Random random, int width, string lineEnd)
    {
        text.Append('>').Append(Pick(random, ["", "a", "chr 1", "chr\t2 ", "M\u00c3\u00bcller", "\0", " ", ">"])).Append(lineEnd);
        string alphabet = Pick(random, Alphabets);
        int length = random.Next(5) == 0 ? random.Next(5000) : random.Next(300);
        string letters = new([.. Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)])]);
        if (random.Next(2) == 0)
            letters = Masked(letters, random);
        for (int at = 0; at < letters.Length;)
        {
            int line = random.Next(40) == 0 ? random.Next(0, 120) : width;
            text.Append(letters, at, Math.Min(line, letters.Length - at));
            text.Append(random.Next(60) == 0 ? Pick(random, ["", " ", "\n\n", "\r\n", "\r"]) : lineEnd);
            at += Math.Min(line, letters.Length - at);
        }

        if (random.Next(4) == 0)
            text.Append(lineEnd, 0, lineEnd.Length).Append(Pick(random, ["", lineEnd, "\n"]));
    }

    private static string Masked(string letters, Random random)
    {
        char[] masked = letters.ToCharArray();
        for (int at = random.Next(200); at < masked.Length; at += random.Next(1, 400))
        {
            for (int end = Math.Min(masked.Length, at + random.Next(100)); at < end; at++)
                masked[at] = char.ToLowerInvariant(masked[at]);
        }

        return new string(masked);
    }

    private static T Pick<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];
}

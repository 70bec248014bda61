using System.IO.Compression;

namespace RagcSharp.Tests.Support;

/// <summary>Takes BGZF apart by the lengths in its headers.</summary>
internal static class BgzfFile
{
    /// <summary>Where each block begins, in the file and in its contents; the last one is the one without contents.</summary>
    public static List<(long Offset, long Content)> Blocks(byte[] file)
    {
        var blocks = new List<(long, long)>();
        long content = 0;
        for (int offset = 0; offset < file.Length;)
        {
            blocks.Add((offset, content));
            int length = BitConverter.ToUInt16(file, offset + 16) + 1;
            Assert.InRange(length, 1, file.Length - offset);
            content += BitConverter.ToUInt32(file, offset + length - 4);
            offset += length;
        }

        return blocks;
    }

    public static byte[] Decompress(byte[] file)
    {
        using var plain = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress))
            gzip.CopyTo(plain);
        return plain.ToArray();
    }
}

using RagcSharp.Memory;
using RagcSharp.Sequences;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Sequences;

public sealed class PackedSymbolsTests
{
    [Fact]
    public void UnpackTo_AppendsTheSymbols()
    {
        Seeded.Run(50, random =>
        {
            byte[] symbols = RandomSymbols.Any(random, random.Next(1000));
            using var packed = new PackedSymbols(symbols);
            using var output = NativeBuffer.CopyOf([1, 2, 3]);
            packed.UnpackTo(output);
            Assert.Equal(symbols.Length, packed.Length);
            Assert.Equal([1, 2, 3, .. symbols], output.AsSpan().ToArray());
        });
    }

    [Fact]
    public void UnpackTo_TakesAnyRange()
    {
        Seeded.Run(200, random =>
        {
            // One to four symbols a byte.
            int largest = new[] { 3, 4, 15, 40 }[random.Next(4)];
            byte[] symbols = [.. Enumerable.Range(0, random.Next(300)).Select(_ => (byte)random.Next(largest + 1))];
            int start = random.Next(symbols.Length + 1), count = random.Next(symbols.Length - start + 1);
            using var packed = new PackedSymbols(symbols);
            using var output = NativeBuffer.CopyOf([1, 2, 3]);
            int skip = packed.UnpackTo(output, start, count);
            Assert.InRange(skip, 0, 3);
            Assert.Equal(symbols.AsSpan(start, count), output.AsSpan(3 + skip, count));
        });
    }

    [Fact]
    public void Tuples_TakeAQuarterOfAByteABase()
    {
        using var packed = new PackedSymbols(new byte[1000]);
        Assert.Equal(252, packed.Tuples.Length);
        Assert.InRange(packed.Bytes, 252, 300);
    }
}

using RagcSharp.Encoding;
using RagcSharp.Memory;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Encoding;

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
    public void Tuples_TakeAQuarterOfAByteABase()
    {
        using var packed = new PackedSymbols(new byte[1000]);
        Assert.Equal(252, packed.Tuples.Length);
        Assert.InRange(packed.Bytes, 252, 300);
    }
}

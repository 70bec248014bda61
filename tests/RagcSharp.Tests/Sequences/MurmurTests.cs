using RagcSharp.Sequences;

namespace RagcSharp.Tests.Sequences;

public sealed class MurmurTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0xB456BCFC34C2CB2C)]
    [InlineData(2, 0x3ABF2A20650683E7)]
    [InlineData(0x0123456789ABCDEF, 0x87CBFBFE89022CEA)]
    [InlineData(ulong.MaxValue, 0x64B5720B4B825F21)]
    public void Hash_IsTheFinaliserOfMurmur3(ulong x, ulong hash) => Assert.Equal(hash, Murmur.Hash(x));
}

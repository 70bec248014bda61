using RagcSharp.Memory;
using RagcSharp.Sequences;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Sequences;

public sealed class StrandsTests
{
    [Fact]
    public void Part_IsGivenByItsPlaceAsRead()
    {
        using var room = new NativeBuffer();
        var strands = new Strands(Text.Codes("AACGTN"), room);
        Assert.Equal("AACGTN", Text.Letter(strands[false]));
        Assert.Equal("NACGTT", Text.Letter(strands[true]));
        Assert.Equal("AC", Text.Letter(strands.Part(1, 2, flipped: false)));
        Assert.Equal("GT", Text.Letter(strands.Part(1, 2, flipped: true)));
        Assert.Equal("NAC", Text.Letter(strands.Part(3, 3, flipped: true)));
        Assert.Equal(6, strands.Length);
    }
}

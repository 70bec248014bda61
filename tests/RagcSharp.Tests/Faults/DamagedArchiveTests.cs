using RagcSharp.Fuzz;
using RagcSharp.Tests.Compat;
using RagcSharp.Tests.Support;

namespace RagcSharp.Tests.Faults;

/// <summary>
/// Archives that were cut off or changed by chance. Every one is refused, or read as something else; nothing but the documented
/// exceptions comes out, or the target would throw it.
/// </summary>
[Trait("Duration", "Long")]
public sealed class DamagedArchiveTests
{
    /// <summary>A small archive of each kind: with groups, deltas and raw segments.</summary>
    public static TheoryData<string> Small => ["toy", "letters-and-line-ends", "names", "version1", "version2"];

    [Theory]
    [MemberData(nameof(Small))]
    public void Archive_CutAnywhereIsRefused(string name)
    {
        byte[] bytes = File.ReadAllBytes(new GoldenCase(name).Archive);
        Assert.All(Runs(bytes.Length, (target, length) => target.ReadOnce(bytes.AsSpan(0, length))), Assert.NotNull);
    }

    // Any byte, and any value for it.
    [Fact]
    public void Archive_WithAnyByteChangedIsReadOrRefused()
    {
        byte[] bytes = CorruptFiles.Bytes("sound.agc");
        CheckChanges(bytes, bytes.Length * 255, change => (change / 255, (byte)(bytes[change / 255] + 1 + change % 255)));
    }

    // Any bit.
    [Theory]
    [MemberData(nameof(Small))]
    public void Archive_WithBitsChangedIsReadOrRefused(string name)
    {
        byte[] bytes = File.ReadAllBytes(new GoldenCase(name).Archive);
        // Of the larger ones every so many bits, another set for each.
        int step = 1 + bytes.Length / 3000 * 16;
        CheckChanges(bytes, bytes.Length * 8 / step, change =>
        {
            int bit = change * step;
            return (bit / 8, (byte)(bytes[bit / 8] ^ 1 << bit % 8));
        });
    }

    [Fact]
    public void Archive_DamagedInManyWaysIsReadOrRefused()
    {
        string[] files =
        [
            .. ((string[])["toy", "names", "version1", "version2", "tiny-segments-b2-k17"]).Select(name => new GoldenCase(name).Archive),
            Repository.PathTo("testdata", "corrupt", "sound.agc"),
        ];
        var seeds = files.Select(file => (Bytes: File.ReadAllBytes(file), Image: ArchiveImage.Read(file))).ToArray();
        using var target = new ArchiveTarget();
        Seeded.Run(500, random =>
        {
            var (bytes, image) = seeds[random.Next(seeds.Length)];
            byte[] damaged = new Mutator(random).Mutate(bytes, image);
            _ = random.Next(4) == 0 ? target.Append(damaged, isAdaptive: random.Next(2) == 0) : target.Read(damaged);
        });
    }

    private static void CheckChanges(byte[] bytes, int changes, Func<int, (int At, byte Value)> change)
    {
        var answers = Runs(changes, (target, number) =>
        {
            byte[] damaged = [.. bytes];
            var (at, value) = change(number);
            Assert.NotEqual(value, bytes[at]);
            damaged[at] = value;
            return target.ReadOnce(damaged);
        });
        // Many changes are noticed, by what they make impossible; letters that became others cannot be.
        Assert.InRange(answers.Count(answer => answer is not null), changes / 10, changes);
    }

    private static string?[] Runs(int count, Func<ArchiveTarget, int, string?> run)
    {
        var answers = new string?[count];
        Parallel.For(
            0,
            count,
            () => new ArchiveTarget(),
            (number, _, target) =>
            {
                answers[number] = run(target, number);
                return target;
            },
            target => target.Dispose());
        return answers;
    }
}

using System.Globalization;

using Xunit.Sdk;

namespace RagcSharp.Tests.Support;

/// <summary>
/// Runs a test on random data of many seeds; the environment variable RAGC_SEED picks a single one, RAGC_SEEDS asks for more of them.
/// </summary>
internal static class Seeded
{
    private const string OnlySeed = "RAGC_SEED", MoreSeeds = "RAGC_SEEDS";

    public static void Run(int seeds, Action<Random> test)
    {
        if (int.TryParse(Environment.GetEnvironmentVariable(OnlySeed), CultureInfo.InvariantCulture, out int only))
        {
            RunOne(only, test);
            return;
        }

        if (int.TryParse(Environment.GetEnvironmentVariable(MoreSeeds), CultureInfo.InvariantCulture, out int more))
            seeds = Math.Max(seeds, more);
        for (int seed = 0; seed < seeds; seed++)
            RunOne(seed, test);
    }

    private static void RunOne(int seed, Action<Random> test)
    {
        try
        {
            test(new Random(seed));
        }
        catch (Exception e)
        {
            throw new XunitException($"with {OnlySeed}={seed}: {e}", e);
        }
    }
}

namespace RagcSharp.Querying;

/// <summary>A query on the way to its region: the readings that are possible, and how far they have been looked up.</summary>
/// <param name="query">The query.</param>
/// <param name="number">Its place among all.</param>
/// <param name="readings">Its readings, without those that cannot be meant.</param>
internal sealed class RegionSearch(AgcQuery query, int number, RegionQuery[] readings)
{
    public AgcQuery Query => query;

    public int Number => number;

    /// <summary>Readings that are not looked up yet.</summary>
    public ArraySegment<RegionQuery> Open { get; private set; } = readings;

    /// <summary>The reading to be looked up next is of no contig.</summary>
    public void Pass() => Open = Open[1..];
}

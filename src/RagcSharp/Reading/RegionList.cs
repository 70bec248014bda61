using System.Globalization;

using RagcSharp.Collection;

namespace RagcSharp.Reading;

/// <summary>
/// The regions of many queries, made as they are needed. Only what queries are made of is kept, not the regions. Used by one thread.
/// </summary>
internal sealed class RegionList : IDisposable
{
    /// <summary>Regions that are made together, sample by sample, so that batches of the archive need not be read for each.</summary>
    private const int Window = 1 << 12;

    private readonly QueryLog _log = new();
    private readonly SampleCatalog _samples;
    private readonly RegionResolver _resolver;
    private readonly QueryTarget[] _targets;
    private readonly int _k;

    // The contig of the region made last.
    private (int Sample, int Contig, ContigRecord? Name) _recent;

    /// <summary>Looks all queries up.</summary>
    /// <param name="queries">The queries, asked for once.</param>
    /// <param name="samples">The samples of the archive.</param>
    /// <param name="k">Symbols that neighbouring segments share.</param>
    /// <param name="warning">Takes what is odd; null for nobody.</param>
    /// <exception cref="ArgumentException">A query names no contig, or several, or a range that is none: the first such query.</exception>
    public RegionList(IEnumerable<AgcQuery> queries, SampleCatalog samples, int k, Action<string>? warning)
    {
        _samples = samples;
        _k = k;
        _resolver = new RegionResolver(samples);
        try
        {
            foreach (var query in queries)
                _log.Add(query, _resolver.NameOf(query));
            _targets = _resolver.Resolve(_log);
            Check(warning);
        }
        catch
        {
            _log.Dispose();
            throw;
        }
    }

    /// <summary>The regions in the order of the queries.</summary>
    public IEnumerable<Region> Read()
    {
        var entries = new QueryLog.Entry[Window];
        var regions = new Region[Window];
        int count = 0;
        foreach (var entry in _log.Read())
        {
            entries[count++] = entry;
            if (count < Window)
                continue;
            Make(entries, regions);
            foreach (var region in regions)
                yield return region;
            count = 0;
        }

        Make(entries.AsSpan(0, count), regions);
        for (int i = 0; i < count; i++)
            yield return regions[i];
    }

    public void Dispose() => _log.Dispose();

    private void Check(Action<string>? warning)
    {
        string? empty = null;
        long others = -1;
        foreach (var entry in _log.Read(withTitles: false))
        {
            if (!_targets[entry.Name].IsOne)
                throw _resolver.Explain(_log.Query(entry));
            if (RangeIn(entry) is var (start, end) && start == end && RangeOf(entry) is not null)
            {
                empty ??= Describe(_log.Query(entry), _targets[entry.Name]);
                others++;
            }
        }

        if (empty is not null)
            warning?.Invoke($"{empty}: the range is empty" + Others(others));
    }

    private void Make(ReadOnlySpan<QueryLog.Entry> entries, Region[] regions)
    {
        Span<int> samples = stackalloc int[Window], order = stackalloc int[Window];
        for (int i = 0; i < entries.Length; i++)
            (samples[i], order[i]) = (_targets[entries[i].Name].Sample, i);
        samples = samples[..entries.Length];
        order = order[..entries.Length];
        samples.Sort(order);
        foreach (int i in order)
            regions[i] = ToRegion(entries[i]);
    }

    private (long Start, long End) RangeIn(in QueryLog.Entry entry)
    {
        try
        {
            long length = _targets[entry.Name].Length;
            return RangeOf(entry)?.In(length) ?? (0, length);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{_log.Query(entry)}: {e.Message}", e);
        }
    }

    private QueryRange? RangeOf(in QueryLog.Entry entry) => _targets[entry.Name].IsWhole ? null : entry.Range;

    private Region ToRegion(in QueryLog.Entry entry)
    {
        var target = _targets[entry.Name];
        var (start, end) = RangeIn(entry);
        var range = RangeOf(entry);
        // What is not as it stands in the archive is told as bedtools does.
        string? suffix = entry.Title is not null ? null : entry.IsReverse ? range?.Form + "(-)" : range?.Form;
        var label = new RegionLabel(suffix, entry.Title, entry.Positions, entry.IsReverse, range is not null);
        var index = _samples.IndexOf(target.Sample);
        if (_recent.Name is null || (_recent.Sample, _recent.Contig) != (target.Sample, target.Contig))
            _recent = (target.Sample, target.Contig, Region.NameOf(index, target.Contig));
        return Region.Range(target.Sample, index, target.Contig, start, end, _k, label, _recent.Name);
    }

    private string Describe(AgcQuery query, QueryTarget target)
    {
        string source = query.Source is null ? "" : query.Source + ": ", sample = "@" + _samples.Names[target.Sample];
        string name = query.Text[..^(query.Range?.Form.Length ?? 0)];
        return source + name + (name.EndsWith(sample, StringComparison.Ordinal) ? "" : sample) + query.Range?.Form;
    }

    private static string Others(long count) => count switch
    {
        0 => "",
        1 => ", and another one",
        _ => string.Create(CultureInfo.InvariantCulture, $", and {count} others"),
    };
}

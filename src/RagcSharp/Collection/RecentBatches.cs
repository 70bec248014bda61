namespace RagcSharp.Collection;

/// <summary>
/// The batches that were used last, within a budget of bytes, but at least one. Safe for any number of threads.
/// </summary>
internal sealed class RecentBatches(long budget)
{
    private readonly Dictionary<int, LinkedListNode<(int Number, SampleBatch Batch)>> _nodes = [];

    // The one unused for longest first.
    private readonly LinkedList<(int Number, SampleBatch Batch)> _order = [];
    private long _bytes;

    /// <summary>A batch, if it is here.</summary>
    public SampleBatch? Find(int number)
    {
        lock (_nodes)
        {
            if (!_nodes.TryGetValue(number, out var node))
                return null;
            if (node.Next is not null)
            {
                _order.Remove(node);
                _order.AddLast(node);
            }

            return node.Value.Batch;
        }
    }

    /// <summary>Keeps a batch that was not here.</summary>
    public SampleBatch Add(int number, SampleBatch batch)
    {
        lock (_nodes)
        {
            _nodes.Add(number, _order.AddLast((number, batch)));
            _bytes += batch.Bytes;
            while (_bytes > budget && _order.First is { Next: not null } oldest)
            {
                _order.RemoveFirst();
                _nodes.Remove(oldest.Value.Number);
                _bytes -= oldest.Value.Batch.Bytes;
            }
        }

        return batch;
    }
}

namespace RagcSharp.Threads;

/// <summary>Threads that share out numbered pieces of work, each thread with tools of its own.</summary>
internal static class ThreadTeam
{
    /// <summary>Does all pieces, in about the order of their numbers; throws the first error. No thread is left when it returns.</summary>
    public static void Run<TTools>(
        int threads, int pieces, Func<TTools> newTools, Action<int, TTools> piece, CancellationToken cancellation)
        where TTools : IDisposable
    {
        using var error = new FirstError();
        int next = -1;
        var numbers = Enumerable.Range(0, Math.Min(threads, pieces));
        Thread[] team = [.. numbers.Select(i => new Thread(Work) { IsBackground = true, Name = $"ragc team {i}" })];
        Array.ForEach(team, thread => thread.Start());
        Array.ForEach(team, thread => thread.Join());
        error.ThrowIfSet();

        void Work()
        {
            try
            {
                using var tools = newTools();
                for (int i = Interlocked.Increment(ref next); i < pieces && !error.IsSet; i = Interlocked.Increment(ref next))
                {
                    cancellation.ThrowIfCancellationRequested();
                    piece(i, tools);
                }
            }
            catch (Exception e)
            {
                error.Set(e);
            }
        }
    }
}

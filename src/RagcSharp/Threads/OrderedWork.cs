namespace RagcSharp.Threads;

/// <summary>Work of one kind on several threads, whose results come in the order of the jobs, however many threads there are.</summary>
internal static class OrderedWork
{
    /// <summary>Jobs that are begun ahead, for each thread.</summary>
    private const int AheadAThread = 2;

    /// <summary>
    /// Does jobs as results are asked for, some ahead. Jobs are asked for on the thread that asks for results; when there are none left, or
    /// nobody wants more, no other thread runs.
    /// </summary>
    /// <param name="jobs">Asked for as far as there is room to work ahead.</param>
    /// <param name="threads">Threads that work.</param>
    /// <param name="name">What they are called.</param>
    /// <param name="work">Does a job, on any of the threads. Its error is thrown where its result would come.</param>
    /// <param name="cost">What a job takes of the budget until its result was asked for; null for nothing.</param>
    /// <param name="budget">What jobs that are begun may take together; one that takes more is done alone.</param>
    public static IEnumerable<TResult> Run<TJob, TResult>(
        IEnumerable<TJob> jobs, int threads, string name, Func<TJob, TResult> work, Func<TJob, long>? cost = null, long budget = 0)
    {
        using var pool = new PromisePool<TJob, TResult>(threads, name, (job, _) => work(job));
        var ahead = new Queue<(Task<TResult> Promise, long Cost)>();
        long taken = 0;
        foreach (var job in jobs)
        {
            long takes = cost?.Invoke(job) ?? 0;
            while (ahead.Count > 0 && (ahead.Count >= AheadAThread * threads || takes > 0 && taken + takes > budget))
                yield return TakeOldest();
            ahead.Enqueue((pool.Begin(job), takes));
            taken += takes;
        }

        while (ahead.Count > 0)
            yield return TakeOldest();

        TResult TakeOldest()
        {
            var (promise, takes) = ahead.Dequeue();
            taken -= takes;
            return promise.GetAwaiter().GetResult();
        }
    }
}

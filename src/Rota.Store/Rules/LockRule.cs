namespace Rota.Store.Rules;

/// <summary>How long a writer waits for another, and what it says then.</summary>
public static class LockRule
{
    /// <summary>The longest wait for the write lock before a writer gives up with a message.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(10);

    /// <summary>What it says then.</summary>
    /// <param name="name">The lock.</param>
    /// <param name="limit">How long it waited.</param>
    /// <param name="pid">The process that holds it, or a question mark.</param>
    public static StoreException Busy(string name, TimeSpan limit, string pid) =>
        new(
            StoreFailure.Busy,
            $"{name} has been held for more than {limit.TotalSeconds:0} s by pid {pid}. "
                + "End or continue that process (kill -CONT)"
        );
}

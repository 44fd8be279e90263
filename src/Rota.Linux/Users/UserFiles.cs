using System.Runtime.ExceptionServices;
using Rota.Linux.Calls;
using Rota.Linux.Files;

namespace Rota.Linux.Users;

/// <summary>
/// Uses files as their user does: what a path of theirs leads to is opened with their rights, not with root's. The
/// system keeps that for each thread; the thread that does it ends with it. Signals find root's as before.
/// </summary>
public static class UserFiles
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Does the work as a user.</summary>
    /// <param name="user">Their number; null, or that of this process, for as this process.</param>
    /// <param name="work">What is done; its threads, if it starts any, are this process's again.</param>
    /// <param name="limit">
    /// The longest that it may take: a file system of the user's own need not answer at all. Default: ten seconds.
    /// </param>
    /// <exception cref="IOException">The user is gone, it took too long, or there is no thread for it.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not, or this process may not act for them.</exception>
    public static T As<T>(long? user, Func<T> work, TimeSpan? limit = null)
    {
        if (user is null || user == Account.Me)
        {
            return work();
        }

        var account =
            SystemUser.Of(user.Value)
            ?? throw new IOException($"this machine has no user {user}. See: getent passwd {user}");
        var groups = account.Groups();
        var (result, failure) = (default(T), default(ExceptionDispatchInfo));
        var thread = new Thread(() =>
        {
            try
            {
                NativeUsers.UseFilesAs(account.Number, account.Group, groups);
                result = work();
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
        })
        {
            IsBackground = true,
        };
        try
        {
            thread.Start();
        }
        catch (Exception error) when (error is OutOfMemoryException or ThreadStartException)
        {
            throw new IOException("the system has no thread left. End some processes", error);
        }

        if (!thread.Join(limit ?? Limit))
        {
            throw new IOException($"what user {user} names does not answer. See whether its file system is there");
        }

        failure?.Throw();
        return result!;
    }

    /// <summary>Does the work as a user.</summary>
    /// <inheritdoc cref="As{T}(long?, Func{T}, TimeSpan?)"/>
    public static void As(long? user, Action work) =>
        _ = As(
            user,
            () =>
            {
                work();
                return true;
            }
        );
}

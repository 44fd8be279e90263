using System.Collections;
using Rota.App.Finding;
using Rota.App.Jobs;
using Rota.Client;
using Rota.Client.Calls;

namespace Rota.Cli.Remote;

/// <summary>Lists that are longer than a page of the server: page after page, while they are gone through.</summary>
internal static class RemoteLists
{
    /// <summary>Jobs.</summary>
    public static async Task<JobList> Jobs(RotaClient server, JobListRequest request)
    {
        var list = await server.Jobs.ListAsync(request).ConfigureAwait(false);
        while (list.Jobs.Count < request.Limit && list is { Next: { } next, Complete: true })
        {
            var rest = request with
            {
                Limit = request.Limit - list.Jobs.Count,
                Page = request.Page with { After = next },
            };
            var more = await server.Jobs.ListAsync(rest).ConfigureAwait(false);
            list = list with { Jobs = [.. list.Jobs, .. more.Jobs], Next = more.Next, Complete = more.Complete };
        }

        return list;
    }

    /// <summary>Tasks of a job.</summary>
    public static async Task<TaskList> Tasks(RotaClient server, TaskListRequest request)
    {
        var first = await server.Jobs.TasksAsync(request).ConfigureAwait(false);
        var pages = new Pages(server, request, first);
        return first with { Tasks = pages, End = pages };
    }

    private sealed class Pages(RotaClient server, TaskListRequest request, TaskList first)
        : IEnumerable<TaskView>,
            IPageEnd
    {
        private TaskList page = first;

        public string? Next => page.Next;

        public bool IsComplete => page.Complete;

        public IEnumerator<TaskView> GetEnumerator()
        {
            for (long count = 0; ; )
            {
                foreach (var task in page.Tasks)
                {
                    count++;
                    yield return task;
                }

                if (page is not { Next: { } next, Complete: true } || !GoesOn(count))
                {
                    yield break;
                }

                var rest = request.Page with { After = next, Limit = (int?)(request.Page.Limit - count) };
                page = server.Jobs.TasksAsync(request with { Page = rest }).GetAwaiter().GetResult();
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <summary>What is sorted has one page of its own length, where nobody said how long.</summary>
        private bool GoesOn(long count) =>
            request.Page.Limit is { } limit
                ? count < limit
                : !request.Page.Filter.Contains("sort:", StringComparison.Ordinal) && count >= JobCalls.PageMax;
    }
}

using Microsoft.AspNetCore.Http;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.SavedFilters;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Filters;

/// <summary>Filters that people gave names.</summary>
internal static class FilterRoutes
{
    private static readonly Parameter Shared = new("shared", "true: the one of everybody");

    public static readonly IReadOnlyList<Route> All =
    [
        Routes
            .Look(
                "/v1/filters/{list}",
                "The filters with names of jobs or tasks: one's own and those of everybody, each with its count.",
                SavedFilterJson.Default.SavedFilterList,
                call => SavedFilterCases.List(call.Site, call.Caller!.Name, call.Path("list"), call.Query("job"))
            )
            .With(new Parameter("job", "of which job tasks are counted")),
        new(
            HttpMethods.Put,
            "/v1/filters/{list}/{name}",
            Scope.Operate,
            "Give a filter a name; If-Match is the version whose place it takes."
        )
        {
            Body = SavedFilterBodyJson.Default.SavedFilterBody,
            Answer = SavedFilterJson.Default.SavedFilterList,
            Handle = Save,
        },
        new(HttpMethods.Delete, "/v1/filters/{list}/{name}", Scope.Operate, "Take the name of a filter away.")
        {
            Query = [Shared],
            Answer = SavedFilterJson.Default.SavedFilterList,
            Handle = Forget,
        },
    ];

    /// <summary>Counts of lists, which anybody may ask for who may see the list.</summary>
    public static readonly IReadOnlyList<Route> Counts =
    [
        Routes
            .Look(
                "/v1/jobs:count",
                "How many jobs a filter means.",
                JobJson.Default.CountView,
                call => CountCases.Jobs(call.Site, call.Query("filter") ?? "")
            )
            .With(new Parameter("filter", "which of them; all where it is not given")),
        Routes
            .Look(
                "/v1/jobs/{job}/tasks:count",
                "How many tasks of a job a filter means.",
                JobJson.Default.CountView,
                call => CountCases.Tasks(call.Site, call.Path("job"), call.Query("filter") ?? "")
            )
            .With(new Parameter("filter", "which of them; all where it is not given")),
    ];

    private static async Task Save(Call call)
    {
        var body = await BodyReader.Read(call, SavedFilterBodyJson.Default.SavedFilterBody).ConfigureAwait(false);
        var request = RequestOf(call, body.Shared);
        var saved = await call
            .Lanes.Act(
                () =>
                {
                    Compare(call, SavedFilterCases.Find(call.Site, request));
                    return SavedFilterCases.Save(call.Site, request, body.Filter);
                },
                call.Left
            )
            .ConfigureAwait(false);
        await Send(call, [saved], TagOf(saved)).ConfigureAwait(false);
    }

    private static async Task Forget(Call call)
    {
        var request = RequestOf(call, call.Flag(Shared.Name));
        await call
            .Lanes.Act(
                () =>
                {
                    Compare(call, SavedFilterCases.Find(call.Site, request));
                    SavedFilterCases.Forget(call.Site, request);
                    return true;
                },
                call.Left
            )
            .ConfigureAwait(false);
        await Send(call, [], TagOf(saved: null)).ConfigureAwait(false);
    }

    /// <summary>Who saves a new one says so by <c>If-None-Match: *</c>, and takes nobody's place unseen.</summary>
    private static void Compare(Call call, SavedFilterView? there)
    {
        if (call.Header("If-None-Match") != "*")
        {
            Versions.Compare(call, TagOf(there));
        }
        else if (there is not null)
        {
            throw new ProblemException(
                RequestProblems.Changed,
                "a filter has this name already; nothing was changed",
                "choose another name, or send the version of that one as If-Match"
            );
        }
    }

    private static SavedFilterRequest RequestOf(Call call, bool isShared) =>
        new(call.Caller!.Name, call.Path("list"), call.Path("name"), isShared);

    private static string TagOf(SavedFilterView? saved) => $"\"{saved?.Version ?? "none"}\"";

    private static Task Send(Call call, IReadOnlyList<SavedFilterView> filters, string version) =>
        JsonAnswer.Send(
            call.Http,
            StatusCodes.Status200OK,
            JsonAnswer.Bytes(new SavedFilterList(filters), SavedFilterJson.Default.SavedFilterList),
            version
        );
}

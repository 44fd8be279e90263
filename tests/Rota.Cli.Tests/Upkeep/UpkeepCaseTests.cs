using Rota.Store.Sqlite;
using Rota.App;
using Rota.App.Problems;
using Rota.App.Upkeep;
using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.Cli.Tests.Upkeep;

/// <summary>What upkeep refuses, whoever asks, before anything is removed or written.</summary>
public sealed class UpkeepCaseTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), "rota-cases-" + Path.GetRandomFileName());
    private readonly Site site;
    private readonly JobId open;

    public UpkeepCaseTests()
    {
        site = new Site(Path.Combine(path, "state"), TimeProvider.System, new SqliteHomes());
        Directory.CreateDirectory(path);
        using var submissions = site.Create().Submissions();
        open = submissions.Submit(Spec, key: null, isWanted: false, site.Now).Job;
    }

    private static JobSpec Spec => new()
    {
        Name = "job",
        Directory = "/",
        Policies = [new TaskPolicy { Retry = RetryPolicy.Default }],
        Tasks =
        [
            new TaskSpec
            {
                Id = "a", Command = new Command { Kind = CommandKind.Argv, Words = ["true"] }, Expansion = Expansion.One.Instance,
            },
        ],
    };

    [Fact]
    public void A_prune_that_names_nothing_is_refused() => RefusesPrune(ProblemCodes.Usage, new([], null, null));

    [Fact]
    public void A_number_of_jobs_to_keep_is_no_less_than_none() => RefusesPrune(ProblemCodes.Usage, new([], null, -1));

    [Fact]
    public void A_job_to_remove_must_be_there() => RefusesPrune(ProblemCodes.NoSuchJob, new([$"{open.Value + 1}"], null, null));

    [Fact]
    public void A_job_to_remove_must_have_ended() => RefusesPrune(ProblemCodes.JobOpen, new([$"{open.Value}"], null, null));

    [Fact]
    public void A_job_whose_removal_was_just_finished_may_be_named() =>
        Assert.Empty(PruneCases.Choose(site, new PruneRequest(["77"], null, null), [new JobId(77)]).Jobs);

    [Fact]
    public void Conditions_choose_no_job_that_is_open() =>
        Assert.Empty(PruneCases.Choose(site, new PruneRequest([], TimeSpan.Zero, 0), []).Jobs);

    [Fact]
    public void A_backup_takes_the_place_of_a_file_only_where_it_is_told_to()
    {
        var file = Path.Combine(path, "copy.tar");
        Assert.Empty(BackupCase.Write(site, new BackupRequest(file, WithFiles: true, Replaces: false)).Missing);
        Refuses(ProblemCodes.FileExists, () => BackupCase.Write(site, new BackupRequest(file, WithFiles: true, Replaces: false)));
        Assert.Equal(file, BackupCase.Write(site, new BackupRequest(file, WithFiles: true, Replaces: true)).File);
    }

    [Fact]
    public void A_state_is_restored_only_where_nothing_is()
    {
        var file = Path.Combine(path, "copy.tar");
        BackupCase.Write(site, new BackupRequest(file, WithFiles: true, Replaces: false));
        Refuses(ProblemCodes.TargetExists, () => RestoreCase.Make(site, new RestoreRequest(file, site.Path)));
        Assert.Equal(0, RestoreCase.Make(site, new RestoreRequest(file, Path.Combine(path, "new"))).Lost);
    }

    public void Dispose() => Directory.Delete(path, recursive: true);

    private void RefusesPrune(ProblemCode code, PruneRequest request) => Refuses(code, () => PruneCases.Choose(site, request, []));

    private static void Refuses(ProblemCode code, Action deed) => Assert.Equal(code, Assert.Throws<ProblemException>(deed).Problem.Code);
}

using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Node.Machine;

namespace Rota.Node.Tests.Keeper;

/// <summary>What is done for a task's settings, and what is left undone because it has them anyway.</summary>
public sealed class TaskSettingsTests
{
    private const string Limiter = "/usr/bin/prlimit";

    private static readonly ProcessSettings Keeper = new()
    {
        Umask = 0x3F,
        Limits = ImmutableSortedDictionary<string, ResourceLimit>.Empty
            .Add("core", new(0, ResourceLimit.Unlimited)).Add("nofile", new(1024, 4096)),
    };

    [Fact]
    public void What_a_task_has_anyway_costs_no_thread_and_no_program()
    {
        var copy = Keeper with { Umask = 0x12, Limits = Keeper.Limits.Remove("core").Add("core", Keeper.Limits["core"]) };
        Assert.Equal((false, 0, null), Cost(TaskSettings.Of(copy, Keeper, Limiter)));
    }

    [Fact]
    public void Where_nothing_was_captured_nothing_is_done() =>
        Assert.Equal((false, 0, null), Cost(TaskSettings.Usual(Keeper)));

    [Fact]
    public void Only_limits_that_differ_are_set() => Assert.Equal(
        [Limiter, "--core=0:0", "--"],
        TaskSettings.Of(With("core", new(0, 0)), Keeper, Limiter).Prefix);

    [Fact]
    public void No_limit_is_written_as_prlimit_reads_it() => Assert.Equal(
        [Limiter, "--core=unlimited:unlimited", "--"],
        TaskSettings.Of(With("core", new(ResourceLimit.Unlimited, ResourceLimit.Unlimited)), Keeper, Limiter).Prefix);

    [Fact]
    public void A_limit_that_this_system_does_not_know_is_left_alone() =>
        Assert.Empty(TaskSettings.Of(With("rays", new(1, 2)), Keeper, Limiter).Prefix);

    [Fact]
    public void Without_prlimit_it_is_said_what_to_install()
    {
        var settings = TaskSettings.Of(With("core", new(0, 0)), Keeper, null);
        Assert.Empty(settings.Prefix);
        Assert.Contains("--core=0:0 (install util-linux", settings.Shortfall, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x1FF, true)]
    [InlineData(0x80, true)]
    [InlineData(0x3F, false)]
    public void A_umask_against_its_owner_stays_off_the_threads_that_spawn_for_all(int umask, bool isApart) =>
        Assert.Equal(isApart, TaskSettings.Of(Keeper with { Umask = umask }, Keeper, Limiter).IsOwnThreadNeeded);

    private static ProcessSettings With(string limit, ResourceLimit value) =>
        Keeper with { Limits = Keeper.Limits.SetItem(limit, value) };

    private static (bool Thread, int Words, string? Shortfall) Cost(TaskSettings settings) =>
        (settings.IsOwnThreadNeeded, settings.Prefix.Count, settings.Shortfall);
}

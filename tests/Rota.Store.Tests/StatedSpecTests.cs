using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Store.Specs;

namespace Rota.Store.Tests;

/// <summary>Two submissions are the same where they state the same.</summary>
public sealed class StatedSpecTests
{
    private const string Alien = "\uDCFF";
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;

    [Fact]
    public void What_is_captured_does_not_count() =>
        Assert.True(StatedSpec.AreSame(
            Job([("A", "1")], ("PWD", "/x"), (Alien, "s")),
            Job([("A", "1")], ("TMUX", "/y"), (Alien, "t")) with { LeftOut = ["TOKEN"], Process = new ProcessSettings { Umask = 7 } }));

    [Theory]
    [InlineData("A", "2")]
    [InlineData("B", "1")]
    [InlineData(Alien, "1")]
    public void What_is_stated_counts(string name, string value) =>
        Assert.False(StatedSpec.AreSame(Job([("A", "1")]), Job([(name, value)])));

    [Fact]
    public void What_one_states_and_the_other_has_captured_is_compared_by_value()
    {
        // So are jobs of versions that did not tell one from the other.
        Assert.True(StatedSpec.AreSame(Job([], ("A", "1")), Job([("A", "1")])));
        Assert.False(StatedSpec.AreSame(Job([], ("A", "1")), Job([("A", "2")])));
    }

    [Fact]
    public void A_limit_counts_as_it_was_submitted()
    {
        var two = Job([]) with { MaxParallel = 2 };
        Assert.True(StatedSpec.AreSame(two with { MaxParallel = 9, SubmittedParallel = new(2) }, two));
        Assert.True(StatedSpec.AreSame(two with { SubmittedParallel = new(null) }, Job([])));
        Assert.False(StatedSpec.AreSame(two with { MaxParallel = null }, two));
    }

    [Theory]
    [InlineData("A")]
    [InlineData(Alien)]
    public void Values_of_variables_are_not_shown(string name)
    {
        var changes = SpecChanges.Between((Job([(name, "hidden")]), ScheduleBook.Hourly), (Job([(name, "covert")]), ScheduleBook.Hourly));
        Assert.Equal([$"variable {name}: another value"], changes);
        Assert.Equal([$"variable {name}: new"], SpecChanges.Between((Job([]), ScheduleBook.Hourly), (Job([(name, "covert")]), ScheduleBook.Hourly)));
    }

    [Fact]
    public void Bytes_are_shown_as_everywhere_and_unlike_a_text_that_says_so_itself()
    {
        var (bytes, text) = (Words("x\uDCE9"), Words("x\\xe9"));
        Assert.Contains("[x\\xe9]", Assert.Single(SpecChanges.Between((Words("y"), ScheduleBook.Hourly), (bytes, ScheduleBook.Hourly))), StringComparison.Ordinal);
        Assert.Single(SpecChanges.Between((text, ScheduleBook.Hourly), (bytes, ScheduleBook.Hourly)));
        static JobSpec Words(string word) => Job([]) is var job
            ? job with { Tasks = [job.Tasks[0] with { Command = job.Tasks[0].Command with { Words = [word] } }] }
            : job;
    }

    [Fact]
    public void What_is_stated_on_top_holds_what_was_stated_below_and_leaves_the_rest_open()
    {
        var below = JobEnvironment.Stated(None, [new("P", "/a:${env.P}")]);
        Assert.Equal("/b:/a:${env.P}:${env.Q}", JobEnvironment.Stated(below, [new("P", "/b:${env.P}:${env.Q}")])["P"]);
    }

    private static JobSpec Job((string Name, string Value)[] stated, params (string Name, string Value)[] captured)
    {
        var own = None.AddRange(stated.Select(each => KeyValuePair.Create(each.Name, each.Value)));
        return Home.Spec() with { Stated = own, Environment = own.AddRange(captured.Select(each => KeyValuePair.Create(each.Name, each.Value))) };
    }
}

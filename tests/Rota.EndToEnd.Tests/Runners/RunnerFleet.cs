using System.Globalization;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Runners;

/// <summary>A served state with runners as processes of their own, and jobs that keep them busy.</summary>
internal sealed class RunnerFleet : IDisposable
{
    public const int TasksEach = 40;
    private readonly string[] options;
    private RunningCommand up;
    private readonly Dictionary<string, RunningCommand> runners = [];
    private int jobs;

    /// <param name="count">Extra runners, named r1, r2 …</param>
    /// <param name="options">More options of <c>rota up</c>.</param>
    public RunnerFleet(int count, params string[] options)
        : this(new RotaState(), count, options)
    {
    }

    public RunnerFleet(RotaState state, int count, params string[] options)
    {
        (State, this.options) = (state, options);
        up = State.Start(["up", "-j", "4", .. options]);
        Until.True(() => State.Run("slots").Out.Contains("up-1", StringComparison.Ordinal), "the daemon is up");
        for (var number = 1; number <= count; number++)
        {
            Add($"r{number}");
        }

        Until.True(() => Slots.Members.Length == count + 1, "all runners have joined");
    }

    public RotaState State { get; }

    public RunningCommand Up => up;

    public Timetable Slots => State.Slots;

    public RunningCommand Of(string name) => runners[name];

    /// <summary>The names of the extra runners.</summary>
    public IReadOnlyCollection<string> Names => runners.Keys;

    /// <summary>Starts another daemon in place of one that was killed.</summary>
    public void UpAgain() => up = State.Start(["up", "-j", "4", .. options]);

    public void Forget(string name) => runners.Remove(name);

    public void Add(string name) => runners[name] = State.Start("runner", "--id", name);

    /// <summary>Submits so many jobs, so that every partition owner has some; each task tells that it ran.</summary>
    public void Submit(int count, string work = "sleep 0.02; ", params string[] more)
    {
        for (var job = 0; job < count; job++, jobs++)
        {
            State.Run(["submit", "--array", $"0-{TasksEach - 1}", .. more, "--",
                "sh", "-c", EffectsOf(jobs + 1).Command + work + "true"]).Exits(0);
        }
    }

    /// <summary>Waits until so many tasks have run in all.</summary>
    public void AwaitStarts(int count) =>
        Until.True(() => StartCount >= count, $"{count} tasks have started");

    public int StartCount => Enumerable.Range(1, jobs).Select(EffectsOf).Sum(one => one.Count);

    /// <summary>All jobs succeed, every task once, and the store holds together.</summary>
    /// <param name="mayLose">Whether a keeper died: then what it was starting may be lost, and is tried again.</param>
    public void EndsWell(bool mayLose = false)
    {
        State.Run(["wait", "--timeout", "100s", .. Enumerable.Range(1, jobs).Select(job => job.ToString(CultureInfo.InvariantCulture))])
            .Exits(0);
        Assert.Empty(State.Json("check").Exits(0).Json.GetProperty("violations").EnumerateArray());
        for (var job = 1; job <= jobs; job++)
        {
            var starts = EffectsOf(job).Starts;
            var attempts = State.AttemptsOf(job);
            var lost = attempts.Where(attempt => attempt.State != "succeeded").ToArray();
            Assert.All(lost, attempt => Assert.Equal((true, "lost"), (mayLose, attempt.State)));
            Assert.Equal(TasksEach, attempts.Length - lost.Length);
            Assert.Equal(starts.Length, starts.Select(start => (start.Index, start.Attempt)).Distinct().Count());
            Assert.Equal(TasksEach, starts.Select(start => start.Index).Distinct().Count());
            Assert.InRange(starts.Length, TasksEach, attempts.Length);
        }
    }

    public void Dispose()
    {
        foreach (var runner in runners.Values.Append(up))
        {
            runner.Signal(Processes.SigCont);
            runner.Signal(Processes.SigTerm);
        }

        foreach (var runner in runners.Values.Append(up))
        {
            runner.Dispose();
        }

        State.Dispose();
    }

    private SideEffects EffectsOf(int job) => new(Path.Combine(State.Root, $"ledger-{job}"));
}

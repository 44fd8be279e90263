using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Tests.Reconcile;

/// <summary>A random history, as a list of steps that can be shortened: each step draws all it needs from its own number.</summary>
internal sealed record Script(ulong Seed, IReadOnlyList<ulong> Steps, ScriptKind Kind)
{
    public static Script Random(ulong seed, int length, ScriptKind kind)
    {
        var random = new Prng(seed);
        return new Script(seed, [.. Enumerable.Range(0, length).Select(_ => random.Next())], kind);
    }

    /// <summary>Plays it; a failure is shortened and told with its seed.</summary>
    public void Check(Func<Tamper>? tamper = null)
    {
        if (Fails(tamper) is not { } failure)
        {
            return;
        }

        var shortest = this;
        for (var size = Math.Max(1, Steps.Count / 2); size >= 1; size /= 2)
        {
            for (var at = 0; at < shortest.Steps.Count;)
            {
                var shorter = shortest with { Steps = [.. shortest.Steps.Take(at), .. shortest.Steps.Skip(at + size)] };
                if (shorter.Fails(tamper) is { } same)
                {
                    (shortest, failure) = (shorter, same);
                }
                else
                {
                    at += size;
                }
            }
        }

        Assert.Fail($"seed {Seed}, {Kind}, shortened to {shortest.Steps.Count} of {Steps.Count} steps "
            + $"[{string.Join(' ', shortest.Steps.Select(step => Name(step, Kind)))}]: {failure}");
    }

    /// <summary>Why it fails, or null.</summary>
    public Exception? Fails(Func<Tamper>? tamper = null)
    {
        try
        {
            Play(Kind == ScriptKind.Cell ? new World(tamper: tamper?.Invoke(), others: RandomJobs.Others) : new World(tamper: tamper?.Invoke()));
            return null;
        }
        catch (Exception error) when (error is Xunit.Sdk.XunitException or InvariantException or KeyNotFoundException
            or ArgumentException or NullReferenceException or IndexOutOfRangeException)
        {
            return error;
        }
    }

    private void Play(World world)
    {
        var jobs = new Prng(Seed);
        world.Submit(RandomJobs.Next(ref jobs));
        world.Submit(RandomJobs.Next(ref jobs));
        foreach (var step in Steps)
        {
            Step(world, step);
            Sanity.CheckMemory(world);
        }

        var ends = new Prng(Seed + 1);
        world.Drain(() => ends.NextBelow(4) > 0 ? 0 : 1);
    }

    private void Step(World world, ulong step)
    {
        var (random, argument) = (new Prng(step), Prng.Mix(step));
        var running = world.Node.Of(KeptState.Running);
        var job = new JobId(1 + (long)(argument % (ulong)world.Store.Jobs.Count));
        switch (Name(step, Kind))
        {
            case "turn":
                world.Turn(1 + (int)random.NextBelow(6));
                break;
            case "spawn":
                Array.ForEach(world.Node.Of(KeptState.Queued)[..(int)Math.Min(2, world.Node.Of(KeptState.Queued).Length)],
                    kept => world.Node.Spawn(kept, world.Now));
                break;
            case "end" when running.Length > 0:
                world.End(running[argument % (ulong)running.Length], (int)(random.NextBelow(6) switch { 0 => 1, 1 => 137, _ => 0 }));
                break;
            case "lose" when running.Length > 0:
                world.Node.Lose(running[argument % (ulong)running.Length]);
                break;
            case "repeat":
                world.Repeat(argument);
                break;
            case "wait":
                world.Now += TimeSpan.FromSeconds(random.NextBelow(8));
                break;
            case "submit" when world.Store.Jobs.Count < 6:
                world.Submit(RandomJobs.Later(RandomJobs.Next(ref random), world, ref random));
                break;
            case "cancel":
                world.Do(new JobCommand.Cancel { Job = job });
                break;
            case "pause":
                world.Do(new JobCommand.Pause { Job = job });
                break;
            case "resume":
                world.Do(new JobCommand.Resume { Job = job });
                break;
            case "priority":
                world.Do(new JobCommand.SetPriority { Job = job, Priority = (int)random.NextBelow(5) });
                break;
            case "timeout":
                var limit = random.NextBelow(3) == 0 ? (TimeSpan?)null : TimeSpan.FromSeconds(1 + random.NextBelow(20));
                world.Do(new JobCommand.SetTimeout { Job = job, Timeout = limit, Entry = argument % 2 == 0 ? null : world.Store.Jobs[job].Spec.Tasks[^1].Id });
                break;
            case "queue":
                world.Do(new JobCommand.SetQueue { Job = job, Queue = $"queue-{random.NextBelow(2)}" });
                break;
            case "entry limit":
                world.Do(new JobCommand.SetParallel
                {
                    Job = job, Most = argument % 3 == 0 ? null : 1 + (int)random.NextBelow(3),
                    Entry = world.Store.Jobs[job].Spec.Tasks[(int)(argument % (ulong)world.Store.Jobs[job].Spec.Tasks.Length)].Id,
                });
                break;
            case "hold task" or "release task" when world.Core.Jobs.TryGetValue(job, out var open):
                var group = (int)(argument % (ulong)open.Groups.Length);
                var first = (int)random.NextBelow(open.Groups[group].Total);
                var some = OrdinalRanges.From(first, first + (int)random.NextBelow(4));
                world.Do(Name(step, Kind) == "hold task"
                    ? new JobCommand.Hold { Job = job, Group = group, Tasks = some }
                    : new JobCommand.Release { Job = job, Group = group, Tasks = some });
                break;
            case "add" when world.Core.Jobs.TryGetValue(job, out var grows):
                var entry = (int)(argument % (ulong)grows.Groups.Length);
                world.Do(new JobCommand.Add
                {
                    Job = job, Group = entry, Request = (long)(step >> 40), Key = random.NextBelow(2) == 0 ? null : $"{random.NextBelow(3)}",
                    More = new Expansion.Items("line", [.. Enumerable.Range(0, 1 + (int)random.NextBelow(3)).Select(item => $"more {item}")]),
                });
                break;
            case "seal":
                world.Do(new JobCommand.Seal { Job = job });
                break;
            case "edit" when world.Core.Jobs.TryGetValue(job, out var edits):
                var donor = edits.Spec.Policies[(int)(argument % (ulong)edits.Spec.Policies.Length)];
                var wanted = edits.Spec with { Policies = [donor], Tasks = [.. edits.Spec.Tasks.Select(task => task with { Policy = 0 })] };
                world.Do(new JobCommand.Edit { Job = job, Entries = [(int)random.NextBelow(edits.Groups.Length)], Edited = wanted });
                break;
            case "rerun":
                // Of a job that ended, or of what has ended in one that has not; twice at times, as people do.
                var tasks = world.Store.EndedTasks(job).Where(task => task.State != TaskState.Succeeded || argument % 2 == 0);
                var chosen = (argument >> 9) % 2 == 0 ? null : Some(world.Store.Load(job).Job, ref random);
                for (var times = 1 + (argument >> 8) % 2; times > 0; times--)
                {
                    world.Do(new JobCommand.Rerun
                    {
                        Job = job,
                        Tasks = [.. tasks.Where(task => chosen?.Contains((task.Group, task.Index)) != false)],
                        Last = [.. world.Store.EndedTasks(job).Where(task => world.Store.Jobs[job].Spec.Tasks[task.Group].IsFinally)],
                        Chosen = chosen,
                    });
                }

                break;
            case "node":
                world.Stand(new NodeId(1 + random.NextBelow(3)), (NodeStanding)(argument % 4));
                break;
            case "hold":
                world.Hold(argument % 2 == 0);
                break;
            case "crash":
                world.Crash = (Crash)(1 + (argument % 3));
                world.Turn();
                break;
            case "keeper":
                world.Node.Restart();
                world.Recover();
                break;
        }
    }

    private static string Name(ulong step, ScriptKind kind) => (Prng.Mix(step + 1) % 100, kind) switch
    {
        ( < 27, _) => "turn",
        ( < 31, ScriptKind.Cell) => "node",
        ( < 29, ScriptKind.People or ScriptKind.All) => "hold task",
        ( < 30, ScriptKind.People or ScriptKind.All) => "queue",
        ( < 31, ScriptKind.People or ScriptKind.All) => "release task",
        ( < 32, ScriptKind.People or ScriptKind.All) => "entry limit",
        ( < 33, ScriptKind.People or ScriptKind.All) => "add",
        ( < 34, ScriptKind.People or ScriptKind.All) => "edit",
        ( < 35, ScriptKind.People or ScriptKind.All) => "seal",
        ( < 35, _) => "turn",
        ( < 50, _) => "spawn",
        ( < 68, _) => "end",
        ( < 71, _) => "lose",
        ( < 74, _) => "repeat",
        ( < 80, _) => "wait",
        ( < 82, _) => "submit",
        ( < 84, ScriptKind.People or ScriptKind.All) => "cancel",
        ( < 86, ScriptKind.People or ScriptKind.All) => "pause",
        ( < 88, ScriptKind.People or ScriptKind.All) => "resume",
        ( < 89, ScriptKind.People or ScriptKind.All) => "priority",
        ( < 90, ScriptKind.People or ScriptKind.All) => "timeout",
        ( < 93, ScriptKind.People or ScriptKind.All) => "rerun",
        ( < 94, ScriptKind.People or ScriptKind.All) => "hold",
        ( < 98, ScriptKind.Crashes or ScriptKind.All or ScriptKind.Cell) => "crash",
        ( < 100, ScriptKind.Crashes or ScriptKind.All or ScriptKind.Cell) => "keeper",
        _ => "turn",
    };

    /// <summary>Some tasks of a job by name, whether they were ever touched or not.</summary>
    private static HashSet<(int, int)> Some(ActiveJob job, ref Prng random)
    {
        var chosen = new HashSet<(int, int)>();
        foreach (var group in job.Groups)
        {
            for (var index = 0; index < group.Total; index++)
            {
                if (random.NextBelow(3) == 0)
                {
                    chosen.Add((group.Ordinal, index));
                }
            }
        }

        return chosen;
    }
}

/// <summary>What may happen besides work.</summary>
internal enum ScriptKind
{
    Plain,
    People,
    Crashes,
    All,

    /// <summary>Several nodes that come and go, and runners that die.</summary>
    Cell,
}

namespace Rota.EndToEnd.Tests.Remote;

/// <summary>Verbs that change something do over the wire what they do beside the state, and say the same of it.</summary>
public sealed class ChangeTests : IDisposable
{
    private readonly Twins twins = new();

    [Fact]
    public void Jobs_are_steered_alike()
    {
        twins.Same("queue", "pause", "default");
        twins.Same("submit", "--name", "held", "sleep 600; : {}", ":::", "a", "b", "c");
        twins.Same("hold", "1.sleep", "--tasks", "0-1", "--plan");
        twins.Same("hold", "1.sleep", "--tasks", "0-1");
        twins.Same("tasks", "1");
        twins.Same("release", "1");
        twins.Same("pause", "1", "77", "--plan");
        twins.Same("pause", "1", "77");
        twins.Same("pause", "1", "--output", "json");
        twins.Same("resume", "1", "--plan");
        twins.Same("resume", "1", "--detach", "--output", "json");
        twins.Same("priority", "1", "--to", "7");
        twins.Same("parallel", "held", "--to", "2");
        twins.Same("parallel", "1", "--to", "none");
        twins.Same("set", "1", "--timeout", "2h", "--priority", "5", "--queue", "night", "--plan");
        twins.Same("set", "1", "--timeout", "2h", "--priority", "5", "--queue", "night");
        twins.Same("set", "1", "--timeout", "none", "--task", "slep");
        twins.Same("set", "daemon", "-j", "3");
        twins.Same("cancel", "1", "--plan");
        twins.Same("cancel", "1");
        twins.Same("cancel", "1");
        twins.Same("resume", "1");
        twins.Same("wait", "1");
        twins.Same("wait", "1", "--output", "json");
    }

    [Fact]
    public void Tasks_run_again_and_jobs_grow_alike()
    {
        twins.Same("submit", "--open", "--max-failures", "100%", "test {} = a", ":::", "a", "b");
        twins.Same("add", "1", ":::", "a", "--plan");
        twins.Same("add", "1", "--key", "k", ":::", "a", "c");
        twins.Same("add", "1", "--key", "k", ":::", "a", "c");
        twins.Same("add", "1", "--key", "k", ":::", "z");
        twins.Same("seal", "1");
        twins.Same("add", "1", ":::", "z");
        twins.Ended(1);
        twins.Same("rerun", "1", "--failed", "--plan");
        twins.Same("rerun", "1", "--failed", "--detach");
        twins.Same("wait", "1");
        twins.Same("rerun", "1", "--like", "1.test.1", "--output", "quiet");
        twins.Same("rerun", "1");
        twins.Same("tasks", "1");
    }

    [Fact]
    public void What_is_handed_in_is_read_where_the_command_is_called()
    {
        twins.Write("grid.csv", "lr,seed\n0.1,1\n0.2,2\n");
        twins.Write("lines.txt", "one\ntwo\n");
        twins.Write("job.yaml", "name: lists\ntasks:\n- id: a\n  each_line: lines.txt\n  command: echo ${line}\n");
        twins.Same("plan", "job.yaml");
        twins.Same("plan", "job.yaml", "--output", "json");
        twins.Same("submit", "job.yaml", "--key", "k");
        twins.Same("submit", "job.yaml", "--key", "k", "--output", "json");
        twins.Same("submit", "--key", "k", "--", "true");
        twins.Same("submit", "--from-csv", "grid.csv", "--", "echo", "{lr}", "{seed}");
        twins.Same("submit", "-j", "9", "-C", ".", "--", "cat", "lines.txt");
        twins.Same("run", "--quiet-nonsense");
        twins.Write("wrong.yaml", "tasks:\n- id: a\n  comand: x\n");
        twins.Same("submit", "wrong.yaml");
        twins.Same("submit", "--cpus", "4000", "--", "true");
        twins.Same("submit", "--if-plan", "0123456789ab", "--", "true");
        for (var job = 1; job <= 3; job++)
        {
            twins.Ended(job);
            twins.Same("logs", $"{job}");
        }
    }

    [Theory]
    [InlineData("human")]
    [InlineData("json")]
    [InlineData("quiet")]
    public void A_run_is_followed_to_its_outcome(string form)
    {
        twins.Same("run", "--output", form, "exit {}", ":::", "0", "3", "0");
        twins.Same("run", "--output", form, "--", "true");
        twins.Same("rerun", "1", "--failed", "--output", form);
    }

    [Fact]
    public void Entries_are_edited_alike()
    {
        twins.Same("queue", "pause", "default");
        twins.Write("job.yaml", "name: e\ntasks:\n- id: a\n  command: echo old\n");
        twins.Same("submit", "job.yaml");
        twins.Write("job.yaml", "name: e\ntasks:\n- id: a\n  command: echo new\n  timeout: 5m\n");
        twins.Same("edit", "1", "--file", "job.yaml", "--plan");
        twins.Same("edit", "1", "--file", "job.yaml");
        twins.Same("edit", "1", "--file", "job.yaml");
        twins.Same("edit", "1");
        // How many tasks of it run at the moment of the answer is a matter of time.
        twins.Same("queue", "resume", "default", "--output", "quiet");
        twins.Ended(1);
        twins.Same("logs", "1");
        twins.Same("edit", "1", "--file", "job.yaml");
    }

    [Fact]
    public void Queues_schedules_and_rules_are_set_alike()
    {
        twins.Same("queue", "set", "gpu", "--concurrency", "3", "--output", "json");
        twins.Same("queue", "set", "gpu", "--open", "mon-fri 22:00-06:00");
        twins.Same("queue", "set", "gpu", "--open", "nonsense");
        twins.Same("queue", "rm", "gpu");
        twins.Same("queue", "rm", "gpu");
        twins.Write("n.yaml", "name: nightly\nparams: {x: {type: string, default: a}}\nschedule: {cron: \"0 2 * * *\", timezone: UTC}\ntasks:\n- id: a\n  command: echo ${params.x}\n");
        twins.Same("schedule", "add", "n.yaml", "--plan");
        twins.Same("schedule", "add", "n.yaml");
        twins.Same("schedule", "add", "n.yaml", "--output", "json");
        twins.Same("schedule", "ls");
        twins.Same("schedule", "ls", "--output", "json");
        twins.Same("schedule", "next", "nightly", "-n", "2");
        twins.Same("schedule", "next", "nightly", "-n", "0");
        twins.Same("schedule", "pause", "nightly", "--plan");
        twins.Same("schedule", "pause", "nightly");
        twins.Same("schedule", "resume", "nightly");
        twins.Same("schedule", "run", "nightly", "-p", "x=b");
        twins.Same("schedule", "run", "nightly", "-p", "y=b");
        twins.Same("schedule", "backfill", "nightly", "--from", "2026-01-01", "--to", "2026-01-02", "--plan");
        twins.Same("schedule", "backfill", "nightly", "--from", "2026-01-01", "--to", "2026-01-02");
        twins.Same("schedule", "rm", "nightly");
        twins.Same("schedule", "rm", "nightly");
        twins.Write("rules.yaml", "- on: [failed]\n  command: [cat]\n");
        twins.Same("notify", "set", "rules.yaml", "--queue", "gpu");
        twins.Same("notify", "ls", "--output", "json");
        twins.Same("notify", "test", "--queue", "gpu");
        twins.Same("notify", "deliveries");
        twins.Same("notify", "redeliver", "99");
        twins.Same("notify", "rm", "--queue", "gpu");
        twins.Same("notify", "rm", "--queue", "gpu");
    }

    public void Dispose() => twins.Dispose();
}

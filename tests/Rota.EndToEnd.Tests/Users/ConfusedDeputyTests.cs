using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Users;

/// <summary>
/// The daemon is root and its users are not: whatever they name by a path is looked at with their rights, so that nothing comes to
/// light, is written or is removed that they could not have read, written or removed themselves.
/// </summary>
public sealed class ConfusedDeputyTests
{
    /// <summary>A job that names what only root may have, and by what it does not get it.</summary>
    public static TheoryData<string, string> Members => new()
    {
        { "standard input", "tasks: [{id: t, command: [cat], stdin: FILE}]" },
        { "working directory", "tasks: [{id: t, command: [cat, secret], working_dir: DIR}]" },
        { "secret in a file", "secrets: {S: {file: FILE}}\ntasks: [{id: t, command: [printenv, S]}]" },
        { "expected output", "tasks: [{id: t, command: [\"true\"], outputs: [FILE]}]" },
        { "program", "tasks: [{id: t, command: [DIR/program]}]" },
        { "niceness below what users may", "tasks: [{id: t, command: [nice], nice: -5}]" },
        { "result that is a link", "tasks: [{id: t, command: [sh, -c, 'ln -s FILE $ROTA_RESULT_FILE'], results: [x]}]" },
        { "the state", "tasks: [{id: t, command: [ls, STATE, STATE/keeper]}]" },
        { "the keeper", "tasks: [{id: t, command: [sh, -c, 'kill -9 KEEPER']}]" },
        { "the journal", "tasks: [{id: t, command: [sh, -c, 'echo x >> STATE/keeper/journal']}]" },
        { "a secret of the daemon", "tasks: [{id: t, command: [sh, -c, 'test -n \"$DAEMON_TOKEN\"']}]" },
        { "root again", "tasks: [{id: t, command: [setpriv, --reuid, '0', cat, FILE]}]" },
        { "other groups", "tasks: [{id: t, command: [setpriv, --groups, '0', 'true']}]" },
        { "directory of another user", "tasks: [{id: t, command: [sh, -c, 'mkdir STATE.users/0 || ls STATE.users']}]" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void A_task_does_not_get_what_its_user_may_not_have(string what, string job)
    {
        using var machine = new SharedMachine();
        File.WriteAllText(Path.Combine(machine.Closed, "program"), $"#!/bin/sh\necho {SharedMachine.Canary}\n");
        File.SetUnixFileMode(Path.Combine(machine.Closed, "program"), (UnixFileMode)0b111_101_101);
        machine.As(machine.Bert, "run", "--", "true").Exits(0);
        var keeper = machine.Rota.Keeper;
        var yaml = job.Replace("KEEPER", $"{keeper}", StringComparison.Ordinal).Replace("FILE", machine.ClosedFile, StringComparison.Ordinal).Replace("DIR", machine.Closed, StringComparison.Ordinal).Replace("STATE", machine.Rota.State, StringComparison.Ordinal);
        var (outcome, logs, tasks) = machine.RunFile(machine.Anna, $"name: {machine.Anna}\n{yaml}\n");
        Assert.True(outcome.ExitCode != 0, $"{what}\n{outcome}\n{logs}");
        Assert.DoesNotContain(SharedMachine.Canary, outcome + logs + tasks, StringComparison.Ordinal);
        Assert.DoesNotContain("\"succeeded\"", tasks, StringComparison.Ordinal);
        Assert.Equal(keeper, machine.Rota.Keeper);
        machine.As(machine.Bert, "run", "--", "true").Exits(0);
    }

    [Theory]
    [InlineData("each_line: FILE")]
    [InlineData("from_csv: FILE")]
    [InlineData("each_file: DIR")]
    [InlineData("each_line: /proc/self/fd/3")]
    public void No_list_in_a_file_that_is_sent_is_read(string list)
    {
        using var machine = new SharedMachine();
        var text = $"tasks: [{{id: t, command: [echo, x], {list.Replace("FILE", machine.ClosedFile, StringComparison.Ordinal).Replace("DIR", machine.Closed, StringComparison.Ordinal)}}}]";
        var sent = machine.Ask(machine.Anna, "POST", "/v1/jobs", text, "application/yaml");
        Assert.EndsWith("422", sent, StringComparison.Ordinal);
        Assert.Contains("reads no lists of users", sent, StringComparison.Ordinal);
        Assert.DoesNotContain(SharedMachine.Canary, sent, StringComparison.Ordinal);
        var (closed, absent) = (machine.Ask(machine.Anna, "POST", $"/v1/jobs?directory={machine.Closed}/x", "tasks: []", "application/yaml"), machine.Ask(machine.Anna, "POST", "/v1/jobs?directory=/nowhere", "tasks: []", "application/yaml"));
        Assert.Equal(absent[^3..], closed[^3..]);
        Assert.EndsWith("201", machine.Ask(machine.Anna, "POST", $"/v1/jobs?directory={machine.HomeOf(machine.Anna)}", "tasks: [{id: t, command: [\"true\"]}]", "application/yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secrets: [DAEMON_TOKEN]\ntasks: [{id: t, command: [printenv, DAEMON_TOKEN]}]", "environment of the daemon")]
    [InlineData("#!/bin/sh\n#SBATCH --output=out.txt\ntrue\n", "writes no files of users")]
    public void What_the_daemon_would_have_to_do_with_its_own_rights_is_refused(string job, string why)
    {
        using var machine = new SharedMachine();
        var (outcome, logs, _) = machine.RunFile(machine.Anna, job);
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains(why, outcome.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(SharedMachine.Canary, outcome + logs, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_of_a_job_acts_on_nothing_before_the_process_is_its_users()
    {
        using var machine = new SharedMachine();
        var trace = Path.Combine(machine.Closed, "trace");
        var own = Path.Combine(machine.HomeOf(machine.Anna), "trace");
        foreach (var path in (string[])[trace, own])
        {
            machine.RunFile(machine.Anna, $"env: {{LD_DEBUG: libs, LD_DEBUG_OUTPUT: {path}, DOTNET_EnableEventPipe: '1', DOTNET_EventPipeOutputPath: {path}}}\ntasks: [{{id: t, command: [sh, -c, 'true; ls']}}]").Outcome.Exits(0);
        }

        Assert.Empty(Directory.GetFiles(machine.Closed, "trace*"));
        var made = Directory.GetFiles(machine.HomeOf(machine.Anna), "trace*");
        Assert.NotEmpty(made);
        Assert.All(made, file => Assert.Equal($"{SharedMachine.UidOf(machine.Anna)}", machine.Rota.StartProgram([], "stat", "-c", "%u", file).Wait().Out.Trim()));
    }

    [Fact]
    public void What_is_removed_and_written_for_a_task_leads_nowhere_else()
    {
        using var machine = new SharedMachine();
        var users = $"{machine.Rota.State}.users/{SharedMachine.UidOf(machine.Anna)}";
        machine.RunFile(machine.Anna, $$"""
            tasks:
              - {id: own, dir: fresh, command: [sh, -c, 'test -w . && ln -s {{machine.Closed}} link && ls -d $ROTA_DIR']}
              - {id: trap, command: [sh, -c, 'cd {{users}}/jobs/1 && ln -s {{machine.Closed}} results && ln -s {{machine.Closed}} dirs2 && echo "{}" > $ROTA_RESULT_FILE']}
              - {id: read, needs: [trap], command: [sh, -c, 'cat ${tasks.trap.results}; true']}
            """).Outcome.Exits(0);
        Assert.Equal(["secret"], Directory.GetFileSystemEntries(machine.Closed).Select(Path.GetFileName));
        Until.True(() => !Directory.Exists($"{users}/jobs/1/dirs") || Directory.GetFileSystemEntries($"{users}/jobs/1/dirs").Length == 0, "its own directory is gone");
        machine.Rota.Run("prune", "--older-than", "0s", "--yes").Exits(0);
        Assert.False(Directory.Exists($"{users}/jobs/1"));
        Assert.Equal(["secret"], Directory.GetFileSystemEntries(machine.Closed).Select(Path.GetFileName));
    }

    [Fact]
    public void Results_of_needs_and_reports_are_there_for_who_may_have_them()
    {
        using var machine = new SharedMachine();
        var (outcome, logs, tasks) = machine.RunFile(machine.Anna, """
            tasks:
              - {id: train, command: [sh, -c, 'echo progress=0.5 > $ROTA_PROGRESS_FILE; echo "{\"accuracy\": 0.93}" > $ROTA_RESULT_FILE; echo kept > $ROTA_OUTPUT_DIR/f'], results: [accuracy]}
              - {id: merge, needs: [train], command: [sh, -c, 'cat ${tasks.train.results} $ROTA_OUTPUT_DIR/f']}
            """);
        outcome.Exits(0);
        Assert.Contains("0.93", logs, StringComparison.Ordinal);
        Assert.Contains("kept", logs, StringComparison.Ordinal);
        Assert.Contains("0.93", tasks, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_is_told_runs_as_whose_rule_it_is()
    {
        using var machine = new SharedMachine();
        var told = Path.Combine(machine.HomeOf(machine.Anna), "told");
        machine.RunFile(machine.Anna, $"notify: [{{on: [ended], command: [sh, -c, 'id -u > {told}; env >> {told}; cat >> {told}; cat {machine.ClosedFile} >> {told}']}}]\ntasks: [{{id: t, command: [\"true\"]}}]").Outcome.Exits(0);
        Until.True(() => File.Exists(told) && File.ReadAllText(told).Contains("specversion", StringComparison.Ordinal), "it is told");
        var text = File.ReadAllText(told);
        Assert.StartsWith($"{SharedMachine.UidOf(machine.Anna)}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(SharedMachine.Canary, text, StringComparison.Ordinal);
    }
}

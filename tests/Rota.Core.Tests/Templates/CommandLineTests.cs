using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;
using Rota.Core.Tests.JobFiles;

namespace Rota.Core.Tests.Templates;

public sealed class CommandLineTests
{
    private static readonly AttemptFacts First = new(new JobId(42), 1);

    [Fact]
    public void A_value_is_a_whole_argument()
    {
        var job = Read.Job("tasks: [{command: [echo, \"--x=${matrix.x}\"], matrix: {x: [\"a; rm -rf /\", \"$(b)\"]}}]");

        Assert.Equal(["echo", "--x=a; rm -rf /"], CommandLine.Render(job, 0, 0, First).Argv);
        Assert.Equal(["echo", "--x=$(b)"], CommandLine.Render(job, 0, 1, First).Argv);
    }

    [Fact]
    public void A_text_is_for_the_shell_with_values_quoted()
    {
        var job = Read.Job("params: {p: \"it's\"}\ntasks: [{command: \"echo ${params.p} ${HOME}\"}]");

        Assert.Equal(["/bin/sh", "-c", "echo 'it'\\''s' ${HOME}"], CommandLine.Render(job, 0, 0, First).Argv);
    }

    [Fact]
    public void A_task_knows_its_place()
    {
        var job = Read.Job("""
            name: n
            tasks:
              - id: t
                array: 5-9:2
                command: ["${task.id}", "${task.index}", "${task.ordinal}", "${task.count}", "${job.name}", "${job.id}", "${attempt}", "${resources.cpus}", "${resources.memory}", "${resources.gpus}"]
                resources: {cpus: 0.5, memory: 1K, gpus: 2}
            """);

        Assert.Equal(["t", "7", "1", "3", "n", "42", "3", "0.5", "2048", "2"],
            CommandLine.Render(job, 0, 1, new(new JobId(42), 3, MemoryBytes: 2048)).Argv);
    }

    [Fact]
    public void Environment_directory_outputs_and_key_are_rendered()
    {
        var job = Read.Job("""
            env: {THREADS: "${resources.cpus}", PATH: "/opt:${env.PATH}", PRICE: "$${x}"}
            tasks:
              - command: x
                matrix: {m: [a, b]}
                env: {OUT: "${env.PRICE}/${matrix.m}", THREADS2: "${env.THREADS}"}
                working_dir: run-${matrix.m}
                outputs: ["${task.index}.bin"]
                concurrency: {key: "k-${matrix.m}", limit: 2}
                resources: {cpus: 3}
            """);

        var line = CommandLine.Of(job, 0);
        var task = line.Render(1, First);

        Assert.Equal("/work/run-b", task.Directory);
        Assert.Equal(["1.bin"], task.Outputs);
        Assert.Equal("k-b", line.ConcurrencyKey(1, First.Job));
        Assert.Equal(("3", "/opt:/bin", "${x}", "${x}/b", "3"),
            (task.Environment["THREADS"], task.Environment["PATH"], task.Environment["PRICE"], task.Environment["OUT"],
                task.Environment["THREADS2"]));
    }

    [Fact]
    public void What_the_submitter_had_in_the_environment_is_no_template()
    {
        var job = Read.Job("tasks: [{command: [\"${env.ODD}\"], env: {X: \"${task.id}\"}}]");

        var task = CommandLine.Render(job, 0, 0, First);

        Assert.Equal("a ${line} b", task.Environment["ODD"]);
        Assert.Equal(["a ${line} b"], task.Argv);
    }

    [Fact]
    public void Tasks_with_the_same_environment_share_it()
    {
        var line = CommandLine.Of(Read.Job("tasks: [{command: x, array: 0-9, env: {A: b}}]"), 0);

        Assert.Same(line.Render(0, First).Environment, line.Render(9, First).Environment);
    }

    [Theory]
    [InlineData("#!/usr/bin/env python3\\nprint(1)", "/usr/bin/env python3 -c", "\nprint(1)")]
    [InlineData("#!/usr/bin/python3.12 -u\\nx", "/usr/bin/python3.12 -u -c", "\nx")]
    [InlineData("#!/usr/bin/env -S perl -w\\nx", "/usr/bin/env perl -w -e", "\nx")]
    [InlineData("#!/usr/bin/env node\\nx", "/usr/bin/env node -e", "\nx")]
    [InlineData("#!/bin/bash -e\\necho ${task.id}", "/bin/bash -e -c", "\necho task1")]
    [InlineData("echo ${task.id}\\ntrue", "/bin/sh -c", "echo task1\ntrue")]
    public void A_script_is_handed_to_its_interpreter(string script, string program, string body) =>
        Assert.Equal([.. program.Split(' '), body],
            CommandLine.Render(Read.Job($"tasks: [{{script: \"{script}\"}}]"), 0, 0, First).Argv);

    [Fact]
    public void A_script_of_another_language_is_not_touched()
    {
        var job = Read.Job("tasks: [{script: \"#!/usr/bin/node\\nconsole.log(`${line} $${task.id}`)\"}]");

        Assert.Equal("\nconsole.log(`${line} ${task.id}`)", CommandLine.Render(job, 0, 0, First).Argv[^1]);
    }

    [Theory]
    [InlineData(CommandKind.Argv, "curl|-fO|{}", "curl|-fO|a b")]
    [InlineData(CommandKind.Argv, "curl|-fO", "curl|-fO|a b")]
    [InlineData(CommandKind.Argv, "curl|{/}.gz", "curl|a b.gz")]
    [InlineData(CommandKind.Argv, "echo|{#}", "echo|1")]
    [InlineData(CommandKind.Argv, "echo|{%}", "echo|{%}")]
    [InlineData(CommandKind.Shell, "echo $(({%} - 1)) '{%}'", "/bin/sh|-c|echo $(({%} - 1)) '{%}'")]
    [InlineData(CommandKind.Shell, "gzip -k {}", "/bin/sh|-c|gzip -k 'a b'")]
    [InlineData(CommandKind.Shell, "gzip -k", "/bin/sh|-c|gzip -k 'a b'")]
    [InlineData(CommandKind.Shell, "awk '{print $1}'", "/bin/sh|-c|awk '{print $1}' 'a b'")]
    public void A_command_without_placeholders_gets_the_values_at_its_end(CommandKind kind, string words,
        string argv) =>
        Assert.Equal(argv.Split('|'),
            CommandLine.Render(Braces(new Expansion.Items("line", ["a b"]), kind, words), 0, 0, First).Argv);

    [Fact]
    public void A_slot_is_a_number_wherever_it_stands()
    {
        var started = First with { Slot = "7" };
        var line = Braces(new Expansion.Items("line", ["a"]), CommandKind.Shell, "run $(({%} - 1)) '{%}' {%} {}");
        Assert.Equal("run $((7 - 1)) '7' 7 a", CommandLine.Render(line, 0, 0, started).Argv[^1]);
        var file = Read.Job("env: {N: \"${task.slot}\"}\ntasks: [{command: [run, \"${task.slot}\"], working_dir: \"d${task.slot}\"}]");
        var task = CommandLine.Render(file, 0, 0, started);
        Assert.Equal(("7", "7", "/d7"), (task.Argv[^1], task.Environment["N"], task.Directory[^3..]));
        Assert.Equal("${task.slot}", CommandLine.Render(file, 0, 0, First).Argv[^1]);
    }

    [Fact]
    public void Several_values_are_several_arguments()
    {
        var table = new Expansion.Table(["lr", "seed"], [["0.1", "x y"]]);

        Assert.Equal(["run", "0.1", "x y"], CommandLine.Render(Braces(table, CommandKind.Argv, "run|{}"), 0, 0, First)
            .Argv);
        Assert.Equal(["run", "--lr=0.1", "x y"],
            CommandLine.Render(Braces(table, CommandKind.Argv, "run|--lr={lr}|{2}"), 0, 0, First).Argv);
    }

    [Fact]
    public void An_array_adds_no_argument_by_itself() =>
        Assert.Equal(["./sim.sh"],
            CommandLine.Render(Braces(new Expansion.Array([new(0, 9)]), CommandKind.Argv, "./sim.sh"), 0, 3, First)
            .Argv);

    private static JobSpec Braces(Expansion expansion, CommandKind kind, string words) => new()
    {
        Name = "line",
        Directory = "/work",
        Policies = [new()],
        Tasks = [new() { Id = "t", Expansion = expansion,
            Command = new() { Kind = kind, Words = [.. words.Split('|')], Dialect = Dialect.Braces } }],
    };
}

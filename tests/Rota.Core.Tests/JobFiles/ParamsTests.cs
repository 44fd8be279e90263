namespace Rota.Core.Tests.JobFiles;

public sealed class ParamsTests
{
    private const string Tasks = "\ntasks: [{command: x}]";

    [Fact]
    public void The_command_line_overrides_defaults()
    {
        var job = Read.Job("params: {a: 1, b: {type: int, default: 2}, c: {type: string}, d: text}" + Tasks, null,
            ("b", "5"), ("c", "x y"));

        Assert.Equal(["a=1", "b=5", "c=x y", "d=text"], job.Params.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    [Theory]
    [InlineData("{a: {type: int}}", "the parameter a has no value; give it a default, or --param a=VALUE")]
    [InlineData("{a: {type: whole, default: 1}}", "type must be string, int, float or bool, not \"whole\"")]
    [InlineData("{a: {type: int, default: x}}", "the default of a is \"x\", which is no int")]
    [InlineData("{a: {typ: int, default: 1}}", "unknown key \"typ\" in the parameter a; did you mean \"type\"?")]
    [InlineData("{a b: 1}",
        "a parameter cannot be called \"a b\"; use letters, digits, - and _, beginning with a letter or _")]
    [InlineData("[a]", "params must be a mapping, not a list; write params: {name: default}")]
    public void A_wrong_parameter_is_told(string text, string problem) =>
        Assert.EndsWith(problem, Read.Problem("params: " + text + Tasks), StringComparison.Ordinal);

    [Theory]
    [InlineData("alpha", "x", "--param alpha=\"x\" is no int; the parameter alpha is declared here")]
    [InlineData("flag", "yes", "--param flag=\"yes\" is no bool; the parameter flag is declared here")]
    [InlineData("alhpa", "1", "--param alhpa: the job file has no such parameter; did you mean alpha?")]
    public void A_wrong_override_is_told(string name, string value, string problem) =>
        Assert.EndsWith(problem, Read.Problem("params: {alpha: 1, flag: true}" + Tasks, null, (name, value)),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("command: [\"${params.alhpa}\"]", "there is no parameter \"alhpa\"; did you mean ${params.alpha}?")]
    [InlineData("command: \"x ${matrix.lrr}\", matrix: {lr: [1]}",
        "the matrix of this task has no axis \"lrr\"; did you mean ${matrix.lr}?")]
    [InlineData("command: \"x ${matrix.lr}\"", "${matrix.lr} needs a matrix, and this task has none")]
    [InlineData("command: \"x ${task.idd}\"", "there is no ${task.idd}; did you mean ${task.id}?")]
    [InlineData("command: \"x ${line}\"",
        "${line} needs each_line, and this task has none; write $line for the shell's own variable")]
    [InlineData("command: [\"${env.HOEM}\"]", "the environment has no variable \"HOEM\"; did you mean ${env.HOME}?")]
    [InlineData("command: [\"${HOME}\"]",
        "${HOME} is no placeholder, and no shell reads this text; write ${env.HOME} for the variable of the environment")]
    [InlineData("command: [\"${price}\"]",
        "${price} is no placeholder, and no shell reads this text; write $${price} to mean these very characters")]
    [InlineData("command: x, outputs: [\"${matrix.x}\"]", "${matrix.x} needs a matrix, and this task has none")]
    [InlineData("command: x, concurrency: {key: \"${csv.x}\"}", "${csv.x} needs from_csv, and this task has none")]
    [InlineData("command: \"echo `x ${task.id}`\"", "use \"$x\" there")]
    [InlineData("script: \"#!/usr/bin/env python3\\nprint('${task.id}')\"",
        "${task.id} is not filled in: values are pasted into shell scripts only; pass it by env and read the variable, or write $${task.id} for these very characters")]
    public void A_placeholder_that_nothing_answers_is_told(string body, string problem) =>
        Assert.EndsWith(problem, Read.Problem($"params: {{alpha: 1}}\ntasks:\n  - {{{body}}}"),
            StringComparison.Ordinal);

    [Fact]
    public void What_is_the_shells_is_left_to_it() =>
        Assert.Equal("echo ${HOME} ${x:-y} $1 $$", Read.Task("command: \"echo ${HOME} ${x:-y} $1 $$\"")
            .Command.Words[0]);
}

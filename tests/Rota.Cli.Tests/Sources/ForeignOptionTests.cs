using System.CommandLine;
using Rota.App.Problems;
using Rota.Cli.Habits;
using Rota.Cli.Sources;
using Rota.Cli.Verbs.Submitting;

namespace Rota.Cli.Tests.Sources;

/// <summary>Whoever has the options of other launchers in the fingers is told what to write.</summary>
public sealed class ForeignOptionTests
{
    /// <summary>The options of the manual of GNU parallel 20221122.</summary>
    private const string OfParallel =
        "--null -0 --arg-file -a --arg-file-sep --arg-sep --bar --basefile --bf --basenamereplace --bnr "
        + "--basenameextensionreplace --bner --bin --bg --block --block-size --block-timeout --bt --cat --cleanup --color "
        + "--color-failed --cf --colsep -C --compress --compress-program --decompress-program --csv --ctag --ctagstring --delay "
        + "--delimiter -d --dirnamereplace --dnr --dry-run -E --eof -e --embed --env --eta --fg --fifo --filter --filter-hosts "
        + "--gnu --group --group-by --halt-on-error --halt --header --hostgroups --hgrp -I --replace -i --joblog --jl "
        + "--jobs -j --max-procs -P --keep-order -k -L --max-lines -l --limit --latest-line --ll --line-buffer --lb --link "
        + "--xapply --load --controlmaster -M -m --memfree --memsuspend --minversion --max-args -n --max-replace-args -N --nonall "
        + "--onall --open-tty -o --output-as-files --outputasfiles --files --pipe --spreadstdin --pipe-part --plain --plus "
        + "--process-slot-var --progress --max-line-length-allowed --number-of-cpus --number-of-cores --number-of-sockets "
        + "--number-of-threads --no-keep-order --nice --interactive -p --_parset --parens --profile -J --quote -q "
        + "--no-run-if-empty -r --noswap --record-env --recstart --recend --regexp --remove-rec-sep --removerecsep --rrs --results "
        + "--res --resume --resume-failed --retry-failed --retries --return --round-robin --round --rpl --rsync-opts --max-chars -s "
        + "--show-limits --semaphore --semaphore-name --id --semaphore-timeout --st --seqreplace --session --shard --shebang "
        + "--hashbang --shebang-wrap --shell-completion --shell-quote --shuf --skip-first-line --sql --sql-master "
        + "--sql-and-worker --sql-worker --ssh --ssh-delay --sshlogin -S --sshloginfile --slf --slotreplace --silent --template "
        + "--tmpl --tty --tag --tagstring --tee --term-seq --total-jobs --total --tmpdir --tmux --tmuxpane --timeout --verbose "
        + "-t --transfer --transferfile --tf --trc --trim --ungroup -u --extensionreplace --er "
        + "--use-sockets-instead-of-threads --use-cores-instead-of-threads --use-cpus-instead-of-cores -v -V --workdir --wd "
        + "--wait -X --exit -x --xargs";

    [Fact]
    public void Every_option_of_parallel_works_or_is_refused_with_what_to_write()
    {
        var root = new RootCommand { RunCommand.Create() };
        var run = root.Subcommands[0];
        var own = run.Options.SelectMany(option => option.Aliases.Append(option.Name)).ToHashSet();
        Assert.All(OfParallel.Split(' '), option => Assert.True(own.Contains(option) || ForeignOptions.Of(option) is { Length: > 5 }, option));
        Assert.All(OfParallel.Split(' ').Where(option => !own.Contains(option)), option =>
        {
            var refusal = Assert.Throws<ProblemException>(() => CommandStart.Show(root, ["run", option, "echo", ":::", "a"]));
            Assert.Equal($"{option} is no option here", refusal.Message);
        });
    }

    [Fact]
    public void An_option_that_Rota_has_is_not_called_foreign()
    {
        var run = RunCommand.Create();
        Assert.All(run.Options.SelectMany(option => option.Aliases.Append(option.Name)), option => Assert.Null(ForeignOptions.Of(option)));
    }

    [Theory]
    [InlineData("-P4", "write -j N")]
    [InlineData("--jobs=4", "write -j N")]
    [InlineData("--nonsense", null)]
    [InlineData("-y4", null)]
    public void A_value_may_be_joined_to_it(string word, string? instead) => Assert.Equal(instead, ForeignOptions.Of(word));

    [Theory]
    [InlineData("never", null, false)]
    [InlineData("soon,fail=3", "3", false)]
    [InlineData("now,fail=10%", "10%", true)]
    [InlineData("2", "1", true)]
    public void A_halt_is_a_limit_on_failures(string text, string? limit, bool stopsRunning) =>
        Assert.Equal(limit is null ? null : (limit, stopsRunning), ParallelHalt.Read(text));

    [Theory]
    [InlineData("now,success=1")]
    [InlineData("soon,done=3")]
    [InlineData("later,fail=1")]
    [InlineData("soon,fail=")]
    public void Another_halt_is_refused(string text) =>
        Assert.Contains("cannot be followed", Assert.Throws<ProblemException>(() => ParallelHalt.Read(text)).Message);
}

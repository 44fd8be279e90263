using Rota.Core.Jobs;
using Rota.Core.Jobs.Checks;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;

namespace Rota.Core.Tests.Templates;

/// <summary>What of GNU parallel's grammar is filled in, what is refused, and what is left to the command.</summary>
public sealed class CommandCheckTests
{
    private static readonly Expansion OneList = new Expansion.Items("line", ["7", "8"]);
    private static readonly Expansion TwoLists = new Expansion.Table(["1", "2"], [["a", "b"]]);
    private static readonly Expansion Csv = new Expansion.Table(["sample", "lr"], [["a", "0.1"]]);

    [Theory]
    [InlineData("echo $[{}+1]", "behind $[,")]
    [InlineData("a[{}]=1", "in a subscript,")]
    [InlineData("let x={}", "behind let,")]
    [InlineData("declare -i x={}", "behind declare -i,")]
    [InlineData("[[ {} -eq 1 ]]", "in a [[ that compares numbers,")]
    public void Where_shells_evaluate_values_only_a_checked_number_is_let_in(string text, string why)
    {
        var (message, hint) = Assert.Single(CommandCheck.Problems(Shell(text), OneList));
        Assert.Contains(why, message, StringComparison.Ordinal);
        Assert.Contains("x=$(({}))", hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sh -c \"echo {}\"", "sh -c")]
    [InlineData("sh -c 'echo {}'", "sh -c")]
    [InlineData("sh -c echo\\ {}", "sh -c")]
    [InlineData("cd x && /bin/bash -eu -o pipefail -c 'echo {} | wc' name", "bash -c")]
    [InlineData("bash --norc -lc \\\n \"echo $x {}\"", "bash -c")]
    [InlineData("env A=1 dash -c -e 'echo {}'", "dash -c")]
    [InlineData("ls | xargs zsh -c 'echo {1}'", "zsh -c")]
    [InlineData("timeout 5 \"ksh\" -c 'echo {.}'", "ksh -c")]
    [InlineData("\"$SHELL\" -c 'echo {}'", "$SHELL -c")]
    [InlineData("find . -exec sh -c 'echo {1}' \\;", "sh -c")]
    [InlineData("su - me -c 'echo {}'", "su -c")]
    [InlineData("flock -n 3 lock -c 'echo {}'", "flock -c")]
    [InlineData("x=$(sh -c 'echo {}')", "sh -c")]
    [InlineData("eval echo {}", "eval")]
    [InlineData("cd x; eval \"echo {}\"", "eval")]
    [InlineData("trap 'rm {}' EXIT; sleep 1", "trap")]
    [InlineData("ssh host ls {}", "ssh")]
    [InlineData("ssh host ls '> {}'", "ssh")]
    [InlineData("ssh host ls > x {}", "ssh")]
    [InlineData("ssh -p 22 -i key me@host 'ls {}'", "ssh")]
    [InlineData("sudo ssh -p{#} {} \"ls {}\"", "ssh")]
    public void What_a_shell_reads_once_more_takes_plain_words_only(string text, string behind)
    {
        var hostile = new Expansion.Items("line", ["a.b", "$(id).x"]);
        var (message, hint) = CommandCheck.Problems(Shell(text), hostile)[0];
        Assert.Contains($"in a text behind {behind}, which a shell reads once more", message, StringComparison.Ordinal);
        Assert.Contains("$(id)", message, StringComparison.Ordinal);
        Assert.Matches("sh -c 'echo \"\\$1\"' sh \\{|x=\\{|printf %s \\{", hint);
        Assert.Empty(CommandCheck.Problems(Shell(text), OneList));
    }

    [Theory]
    [InlineData("sh -c 'echo \"$1\"' sh {}")]
    [InlineData("sh -c {}")]
    [InlineData("bash -c '{}' && echo {}")]
    [InlineData("sh -c \"{}\" {}")]
    [InlineData("sh -c \"$(cat {})\"")]
    [InlineData("eval \"$(ssh-agent {})\"; echo {}")]
    [InlineData("eval {}")]
    [InlineData("sh -ex script {}")]
    [InlineData("wash -c {} x{}")]
    [InlineData("make eval {}; grep trap {}")]
    [InlineData("ssh {} uptime")]
    [InlineData("ssh host {}")]
    [InlineData("ssh -p 22 {} uptime > {}.out; echo {}")]
    [InlineData("ssh host 'cat' <\"{}\" >>{}")]
    [InlineData("rsync -e ssh -a x {} host:")]
    [InlineData("scp {} host:")]
    public void What_a_shell_reads_once_takes_every_value(string text) =>
        Assert.Empty(CommandCheck.Problems(Shell(text), new Expansion.Items("line", ["$(id)"])));

    [Theory]
    [InlineData("sh|-c|echo {}", true)]
    [InlineData("sh|-c|echo '{}'", true)]
    [InlineData("env|A=1|bash|-ec|echo {1}", true)]
    [InlineData("ssh|host|ls|{}", true)]
    [InlineData("sh|-c|{}", false)]
    [InlineData("sh|-c|echo \"$1\"|sh|{}", false)]
    [InlineData("find|.|-exec|sh|-c|echo {}|;", false)]
    [InlineData("echo|a b {}", false)]
    public void Arguments_have_the_same_rule(string words, bool isRefused) =>
        Assert.Equal(isRefused, CommandCheck.Problems(Argv(words), new Expansion.Items("line", ["$(id)"])).Length == 1);

    [Theory]
    [InlineData("gzip -k {}", true)]
    [InlineData("mv {} {.}.bak", true)]
    [InlineData("echo {1/.}", true)]
    [InlineData("make -j4", false)]
    [InlineData("echo {#}", false)]
    [InlineData("awk '{print $1}' f", false)]
    [InlineData("find . -exec gzip {} \\;", false)]
    [InlineData("find . -type f -exec gzip {} + | wc -l", false)]
    [InlineData("find . -exec sh -c 'echo {}' ';'", false)]
    [InlineData("ls | xargs -I {} mv {} {}.bak", false)]
    [InlineData("ls | xargs -I{} mv {} {}.bak", false)]
    [InlineData("ls {} | xargs -I{} mv {} {}.bak", true)]
    [InlineData("echo ${x} ${y:-z} {a,b} {1..3}", false)]
    [InlineData("jq '{name, id: .x}' f", false)]
    [InlineData("curl -d '{\"a\": 1}' u", false)]
    [InlineData("curl -d '\\{}' u", false)]
    [InlineData("docker ps --format '{{.}} {{.Names}}'", false)]
    [InlineData("grep -E '^[0-9]{1}$' f", false)]
    [InlineData("make # {}", false)]
    public void A_place_for_inputs_is_told_from_braces_of_the_command(string text, bool uses)
    {
        Assert.Equal(uses, CommandCheck.UsesInputs(Shell(text)));
        Assert.Empty(CommandCheck.Problems(Shell(text), uses ? OneList : Expansion.One.Instance));
    }

    [Theory]
    [InlineData("find|.|-exec|gzip|{}|;", false)]
    [InlineData("find|{}|-exec|gzip|{}|;", true)]
    [InlineData("find|.|-exec|gzip|{}|+", false)]
    [InlineData("find|.|-exec|expr|1|+|{}|;", false)]
    [InlineData("xargs|-I|{}|mv|{}|{}.bak", false)]
    [InlineData("sh|-c|find . -exec ls {} \\;", false)]
    [InlineData("echo|-exec|{}", true)]
    public void Arguments_of_find_and_xargs_are_their_own(string words, bool uses) =>
        Assert.Equal(uses, CommandCheck.UsesInputs(Argv(words)));

    [Fact]
    public void What_is_the_commands_own_reaches_it_as_written()
    {
        Assert.Equal(["find", "7", "-exec", "mv", "{}", "{}.x", ";"],
            Rendered(Argv("find|{1}|-exec|mv|{}|{}.x|;"), OneList));
        Assert.Equal("find 7 -exec mv {} x \\;", Rendered(Shell("find {} -exec mv {} x \\;"), OneList)[^1]);
        Assert.Equal("echo '{}' {} \"{}\" 7", Rendered(Shell("echo '\\{}' \\{} \"\\{}\" {}"), OneList)[^1]);
        Assert.Equal(["curl", "-d", "{}", "7"], Rendered(Argv("curl|-d|\\{}|{}"), OneList));
        Assert.Equal("a\\{2,3\\} 7", Rendered(Shell("a\\{2,3\\} {}"), OneList)[^1]);
    }

    [Theory]
    [InlineData("echo {2}", "{2} is not filled in: there is one input for each task")]
    [InlineData("echo {= s/a/b/ =}", "{= s/a/b/ =} is not filled in")]
    [InlineData("echo {1= uc =}", "{1= uc =} is not filled in")]
    [InlineData("echo {-1} {}", "{-1} is not filled in")]
    [InlineData("echo {..}", "{..} is not filled in")]
    [InlineData("echo {##}", "{##} is not filled in")]
    [InlineData("echo `ls {}`", "{} stands in backticks, where its value cannot be quoted safely (character 10 of the command)")]
    [InlineData("cat <<E\n{}\nE", "{} stands in a here-document, where its value cannot be quoted safely (character 9 of the command)")]
    [InlineData("echo ${y:-{}}", "{} stands in ${...}, where its value cannot be quoted safely (character 11 of the command)")]
    [InlineData("echo $'a' {}", "{} stands behind $', which shells read in different ways, where its value cannot be quoted safely (character 11 of the command)")]
    [InlineData("echo \"$(echo `x {}`)\"", "{} stands in backticks, where its value cannot be quoted safely (character 17 of the command)")]
    public void What_would_stay_as_written_is_refused(string text, string message) =>
        Assert.Equal(message, Assert.Single(CommandCheck.Problems(Shell(text), OneList)).Message);

    [Theory]
    [InlineData("echo \"$(wc -l \"{}\")\" '{}' {}")]
    [InlineData("cat <<< {}")]
    [InlineData("cat <<E\nx\nE\necho {}")]
    [InlineData("case {} in *.gz) echo \"{}\";; esac")]
    [InlineData("echo {}.{txt,gz} {#}")]
    [InlineData("echo {%} {}")]
    [InlineData("CUDA_VISIBLE_DEVICES=$(({%} - 1)) run {}")]
    [InlineData("grep -E '[0-9]{4}' {}")]
    [InlineData("echo $(( {} + {#} ))")]
    public void What_is_filled_in_safely_is_taken(string text) =>
        Assert.Empty(CommandCheck.Problems(Shell(text), OneList));

    [Theory]
    [InlineData("echo {smaple}", "did you mean {sample}?")]
    [InlineData("echo {csv.lr}", "did you mean {lr}?")]
    [InlineData("echo '{Sampl}'", "did you mean {sample}?")]
    [InlineData("echo {rate}", "there are {sample}, {lr}")]
    [InlineData("echo {3}", "the last one is {2}")]
    public void A_column_that_is_not_there_names_the_nearest(string text, string hint) =>
        Assert.StartsWith(hint, Assert.Single(CommandCheck.Problems(Shell(text), Csv)).Hint, StringComparison.Ordinal);

    [Theory]
    [InlineData("awk '{print}' {sample}")]
    [InlineData("awk '{ print }' {sample}")]
    [InlineData("jq '{x}' {sample}")]
    public void Words_in_quotes_that_are_near_no_column_are_the_commands(string text) =>
        Assert.Empty(CommandCheck.Problems(Shell(text), Csv));

    [Theory]
    [InlineData("echo rm -rf /data/${line}", "write {}")]
    [InlineData("echo \"${file}\"", "write {}")]
    [InlineData("echo '${lines}'", "write {}")]
    [InlineData("echo ${Line}", "write {}")]
    [InlineData("echo ${value}", "write {}")]
    [InlineData("echo ${matrix.lr}", "write {}")]
    [InlineData("echo ${task.index}", "the index is in $ROTA_TASK_INDEX")]
    [InlineData("echo ${params.day}", "give it as a variable: --env day=VALUE")]
    [InlineData("echo ${env.HOME}", "write $HOME")]
    public void Placeholders_of_job_files_are_refused_with_those_of_a_line(string text, string hint)
    {
        var problem = Assert.Single(CommandCheck.Problems(Shell(text), OneList));
        Assert.Contains("is a placeholder of job files", problem.Message, StringComparison.Ordinal);
        Assert.StartsWith(hint, problem.Hint, StringComparison.Ordinal);
        Assert.Single(CommandCheck.Problems(Argv(text.Replace(' ', '|')), OneList));
    }

    [Theory]
    [InlineData("echo ${sample}")]
    [InlineData("echo ${csv.sample}")]
    [InlineData("echo ${smple}")]
    public void A_column_in_the_form_of_job_files_is_refused(string text) =>
        Assert.StartsWith("write {sample}", Assert.Single(CommandCheck.Problems(Shell(text), Csv)).Hint, StringComparison.Ordinal);

    [Theory]
    [InlineData("line={}; echo ${line}")]
    [InlineData("while read -r line; do echo ${line}; done < {}")]
    [InlineData("for file in {}/*; do echo \"${file}\"; done")]
    [InlineData("local x file; echo ${file} {}")]
    [InlineData("echo ${line:=x} ${line} {}")]
    [InlineData("echo {} # ${line}")]
    [InlineData("echo \\${line} $line $\\{line} ${other} ${HOME} {}")]
    public void A_variable_that_the_text_sets_is_its_own(string text) =>
        Assert.Empty(CommandCheck.Problems(Shell(text), OneList));

    [Fact]
    public void A_variable_of_the_environment_is_left_to_the_shell() =>
        Assert.Empty(CommandCheck.Problems(Shell("echo ${line} {}"), OneList, name => name == "line"));

    [Theory]
    [InlineData("{0}")]
    [InlineData("{+}")]
    [InlineData("{./}")]
    [InlineData("{//.}")]
    [InlineData("{1 }")]
    [InlineData("{ 1}")]
    [InlineData("{1.2}")]
    [InlineData("{seq#}")]
    [InlineData("{line}")]
    [InlineData("{index}")]
    [InlineData("{task.index}")]
    public void Slips_of_the_grammar_are_refused_where_there_are_inputs(string braces)
    {
        Assert.Equal($"{braces} is not filled in", Assert.Single(CommandCheck.Problems(Shell($"echo {braces}"), OneList)).Message);
        Assert.Single(CommandCheck.Problems(Argv($"echo|{braces}"), OneList));
        Assert.Empty(CommandCheck.Problems(Shell($"echo {braces}"), Expansion.One.Instance));
        Assert.Equal($"echo {braces} 7", Rendered(Shell($"echo \\{braces} {{}}"), OneList)[^1]);
    }

    [Theory]
    [InlineData("echo|x={foo}", 1)]
    [InlineData("echo|{foo}|{foo}", 2)]
    [InlineData("sh|-c|echo {foo}", 1)]
    [InlineData("awk|{print}|{sample}", 0)]
    [InlineData("/usr/bin/jq|{x}|{sample}", 0)]
    [InlineData("echo|{a,b}|{1..3}|{a..c}|${x}|{\"a\": 1}|{{.Name}}|{sample}", 0)]
    public void A_lone_name_that_is_no_column_is_refused_in_arguments(string words, int problems) =>
        Assert.Equal(problems, CommandCheck.Problems(Argv(words), Csv).Length);

    [Fact]
    public void Without_lists_a_later_input_is_refused_and_a_repeat_is_not()
    {
        Assert.Contains("there are no inputs",
            Assert.Single(CommandCheck.Problems(Shell("echo {2}"), Expansion.One.Instance)).Message, StringComparison.Ordinal);
        Assert.Empty(CommandCheck.Problems(Shell("grep -E '(ab){2}' f"), Expansion.One.Instance));
        Assert.Empty(CommandCheck.Problems(Shell("echo {2}"), TwoLists));
    }

    [Fact]
    public void Only_numbers_go_into_arithmetic()
    {
        var job = new Expansion.Items("line", ["-3", "a[$(touch pwned)]"]);

        Assert.Contains("\"a[$(touch pwned)]\" is none",
            Assert.Single(CommandCheck.Problems(Shell("echo $(( 1 - {} ))"), job)).Message, StringComparison.Ordinal);
        Assert.Equal("echo $(( 1 - (-3) ))", Rendered(Shell("echo $(( 1 - {} ))"), job)[^1]);
        Assert.Equal("echo $(( 1 - {} ))", CommandLine.Render(Job(Shell("echo $(( 1 - {} ))"), job), 0, 1, First).Argv[^1]);
    }

    private static readonly AttemptFacts First = new(new JobId(42), 1);

    private static IReadOnlyList<string> Rendered(Command command, Expansion expansion) =>
        CommandLine.Render(Job(command, expansion), 0, 0, First).Argv;

    private static Command Shell(string text) =>
        new() { Kind = CommandKind.Shell, Words = [text], Dialect = Dialect.Braces };

    private static Command Argv(string words) =>
        new() { Kind = CommandKind.Argv, Words = [.. words.Split('|')], Dialect = Dialect.Braces };

    private static JobSpec Job(Command command, Expansion expansion) => new()
    {
        Name = "line",
        Directory = "/work",
        Policies = [new()],
        Tasks = [new() { Id = "t", Expansion = expansion, Command = command }],
    };
}

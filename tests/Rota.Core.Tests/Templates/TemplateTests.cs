using Rota.Core.Jobs;
using Rota.Core.Jobs.Shells;
using Rota.Core.Jobs.Templates;

namespace Rota.Core.Tests.Templates;

public sealed class TemplateTests
{
    private static readonly ListedVariables Variables =
        new(["dir/a.b.gz", "x y"], ("params.x", "it's $5"), ("csv.lr", "0.1"), ("attempt", "2"),
            (Placeholder.Sequence, "7"));

    [Theory]
    [InlineData("a ${params.x} b", "a it's $5 b")]
    [InlineData("${params.x}${attempt}", "it's $52")]
    [InlineData("$${params.x}", "${params.x}")]
    [InlineData("$$${params.x}", "$${params.x}")]
    [InlineData("$$ $1 ${HOME} ${x:-y} ${", "$$ $1 ${HOME} ${x:-y} ${")]
    [InlineData("${params.unknown}", "${params.unknown}")]
    [InlineData("{} {1}", "{} {1}")]
    [InlineData("", "")]
    public void The_dollar_dialect_fills_in_its_own_names_only(string text, string rendered) =>
        Assert.Equal(rendered, Template.Parse(text).Render(Variables));

    [Theory]
    [InlineData("{1}", "dir/a.b.gz")]
    [InlineData("{1.}", "dir/a.b")]
    [InlineData("{1/}", "a.b.gz")]
    [InlineData("{1//}", "dir")]
    [InlineData("{1/.}", "a.b")]
    [InlineData("{2//}", ".")]
    [InlineData("{} {#} {lr}", "dir/a.b.gz x y 7 0.1")]
    [InlineData("{.}", "dir/a.b x y")]
    [InlineData("{3} {0} {print $1} {no such} ${1} {", "{3} {0} {print $1} {no such} ${1} {")]
    [InlineData("${params.x}", "${params.x}")]
    public void The_braces_dialect_is_that_of_parallel(string text, string rendered) =>
        Assert.Equal(rendered, Template.Parse(text, Dialect.Braces).Render(Variables));

    [Theory]
    [InlineData("a/b.c/d", "a/b.c/d", "d", "a/b.c", "d")]
    [InlineData("/x", "/x", "x", "/", "x")]
    [InlineData(".profile", "", ".profile", ".", "")]
    public void Parts_of_paths_are_those_of_parallel(string path, string withoutExtension, string name,
        string directory, string stem)
    {
        var parts = Template.Parse("{.}|{/}|{//}|{/.}", Dialect.Braces).Render(new ListedVariables([path]));

        Assert.Equal($"{withoutExtension}|{name}|{directory}|{stem}", parts);
    }

    [Theory]
    [InlineData("echo ${params.x}", "echo 'it'\\''s $5'")]
    [InlineData("echo '${params.x}'", "echo 'it'\\''s $5'")]
    [InlineData("echo \"${params.x}\"", "echo \"it's \\$5\"")]
    [InlineData("echo ${attempt}", "echo 2")]
    [InlineData("echo ${attempt}>f", "echo '2'>f")]
    [InlineData("echo $a${attempt}", "echo $a'2'")]
    [InlineData("echo \"$a${attempt}\"", "echo \"$a\"\"2\"")]
    [InlineData("echo \\${attempt}", "echo \\${attempt}")]
    [InlineData("echo # ${params.x}\n${attempt}", "echo # ${params.x}\n2")]
    [InlineData("echo $(x ${params.x}) \"$(x ${params.x})\"", "echo $(x 'it'\\''s $5') \"$(x 'it'\\''s $5')\"")]
    [InlineData("echo $((${attempt} + (1)))${params.x}", "echo $((2 + (1)))'it'\\''s $5'")]
    public void A_shell_text_is_quoted_for_the_spot(string text, string rendered) =>
        Assert.Equal(rendered, Template.Parse(text).Render(Variables, Quoting.Shell));

    [Theory]
    [InlineData("echo `x ${attempt}`")]
    [InlineData("cat <<E\n${attempt}\nE")]
    [InlineData("cat <<-'E'\n\t${attempt}\n\tE")]
    [InlineData("echo ${x:-${attempt}}")]
    [InlineData("echo $'${attempt}'")]
    [InlineData("echo $'a\\'' ${attempt}")]
    [InlineData("((x = ${attempt}))")]
    [InlineData("echo \"$(case x in x) echo ${attempt};; esac)\"")]
    [InlineData("echo $(( '${attempt}' ))")]
    [InlineData("cat <<$x\n$x\n${attempt}")]
    [InlineData("echo $[${attempt}+1]")]
    [InlineData("echo \"$[x+${attempt}]\"")]
    [InlineData("echo $(( $[${attempt}] ))")]
    [InlineData("a[${attempt}]=1")]
    [InlineData("a['${attempt}']+=1")]
    [InlineData("a[b[0]+${attempt}]=1")]
    [InlineData("a[ ${attempt} ]=1")]
    [InlineData("a=([${attempt}]=1)")]
    [InlineData("unset a[${attempt}]")]
    [InlineData("x=1; let y=${attempt}")]
    [InlineData("echo \"$(let 'y = ${attempt}')\"")]
    [InlineData("declare -i n; n=${attempt}")]
    [InlineData("local -r -i n=${attempt}")]
    [InlineData("typeset -ri n=\"${attempt}\"")]
    [InlineData("if [[ ${attempt} -eq 1 ]]; then x; fi")]
    [InlineData("[[ -n x && ( 1 -lt \"${attempt}\" ) ]]")]
    [InlineData("[[ -v ${attempt} ]]")]
    public void Where_no_quoting_is_sure_there_is_none(string text) =>
        Assert.Equal([ShellSpot.Unquotable], Template.Parse(text).Placeholders.Select(placeholder => placeholder.Spot));

    [Theory]
    [InlineData("cat <<E\n'\nE\n${attempt}", ShellSpot.Bare)]
    [InlineData("cat <<A <<'B'\n'\nA\n\"\nB\n${attempt}", ShellSpot.Bare)]
    [InlineData("cat <<< x ${attempt}", ShellSpot.Bare)]
    [InlineData("# don't\n${attempt}", ShellSpot.Bare)]
    [InlineData("x#' ${attempt}'", ShellSpot.SingleQuoted)]
    [InlineData("x$#' ${attempt}'", ShellSpot.SingleQuoted)]
    [InlineData("$(x)#'${attempt}'", ShellSpot.SingleQuoted)]
    [InlineData("(x)#'${attempt}'", ShellSpot.Comment)]
    [InlineData("echo ${x:-a}'${attempt}'", ShellSpot.SingleQuoted)]
    [InlineData("echo `x`\"${attempt}\"", ShellSpot.DoubleQuoted)]
    [InlineData("echo \\'${attempt}", ShellSpot.Bare)]
    [InlineData("case x in x) echo \"${attempt}\";; esac", ShellSpot.DoubleQuoted)]
    [InlineData("a[1]=2; echo ${attempt}", ShellSpot.Bare)]
    [InlineData("a[b[1]]=x${attempt}", ShellSpot.Bare)]
    [InlineData("[ ${attempt} = 1 ]", ShellSpot.Bare)]
    [InlineData("x=a[${attempt}]", ShellSpot.Bare)]
    [InlineData("ls [${attempt}]* x[a-z].${attempt}", ShellSpot.Bare)]
    [InlineData("jq \".items[${attempt}]\"", ShellSpot.DoubleQuoted)]
    [InlineData("echo '$['${attempt}", ShellSpot.Bare)]
    [InlineData("let i++; echo ${attempt}", ShellSpot.Bare)]
    [InlineData("x=$(let i++) y=${attempt}", ShellSpot.Bare)]
    [InlineData("outlet ${attempt}", ShellSpot.Bare)]
    [InlineData("local x=$(grep -i ${attempt} f)", ShellSpot.Bare)]
    [InlineData("[[ ${attempt} == 1 ]] && [[ 1 -eq 1 ]]", ShellSpot.Bare)]
    [InlineData("[[ $# -eq 1 ]] && echo ${attempt}", ShellSpot.Bare)]
    public void The_spot_is_found_past_all_that_quotes(string text, ShellSpot spot) =>
        Assert.All(Template.Parse(text).Placeholders, placeholder => Assert.Equal(spot, placeholder.Spot));

    [Fact]
    public void An_escaped_text_renders_to_itself()
    {
        foreach (var text in new[] { "${line}", "$${x}", "a$$${b}c", "plain", "${", "{}" })
        {
            Assert.Equal(text, Template.Parse(Template.Escape(text)).Render(Variables));
        }
    }

    [Fact]
    public void A_shells_own_braces_are_told_apart() =>
        Assert.Equal(["${HOME}", "${x:-y}"], Template.Parse("${HOME} ${params.x} ${x:-y}").Foreign);
}

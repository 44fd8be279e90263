using System.Text;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Model;

namespace Rota.Core.Tests.JobFiles;

public sealed class HostileYamlTests
{
    [Fact]
    public void An_alias_bomb_is_refused_before_it_goes_off()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 12; level++)
        {
            text.Append($"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]\n");
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var problem = Read.Problem(text.ToString());

        Assert.Contains("more than 4,000,000 values, aliases written out", problem, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Deep_nesting_is_refused_early(char bracket)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var problem = Read.Problem("tasks: " + new string(bracket, 1_000_000));

        Assert.Contains("more than 32 levels deep", problem, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    [Fact]
    public void Deep_blocks_are_refused()
    {
        Assert.Contains("more than 32 levels deep", Read.Problem(string.Concat(Enumerable.Repeat("- ", 100_000))),
            StringComparison.Ordinal);
        Assert.Contains("more than 32 levels deep",
            Read.Problem(string.Concat(Enumerable.Range(0, 500).Select(level => new string(' ', level) + "a:\n"))),
                StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_counts_through_aliases()
    {
        var text = "a: &a " + new string('[', 20) + new string(']', 20) + "\nb: " + new string('[', 20) + "*a"
            + new string(']', 20);

        Assert.Equal("job.yaml:2:24: lists and mappings are more than 32 levels deep here", Read.Problem(text));
    }

    [Theory]
    [InlineData("a: &a [*a]",
        "job.yaml:1:8: the alias *a stands for nothing that is complete before it; define &a above, and outside of itself")]
    [InlineData("a: *nothing",
        "job.yaml:1:4: the alias *nothing stands for nothing that is complete before it; define &nothing above, and outside of itself")]
    [InlineData("name: x\nname: y", "job.yaml:2:1: the key \"name\" occurs twice in this mapping; keep one of the two")]
    [InlineData("tasks: []\n---\ntasks: []",
        "job.yaml:2:1: a second document begins here; write each job into its own file")]
    [InlineData("a: &a {x: 1}\nb:\n  <<: *a",
        "job.yaml:3:3: merge keys (<<) are not supported; put what all tasks share under defaults, or repeat a whole value with an alias")]
    [InlineData("a: !!python/object:os.system x",
        "job.yaml:1:4: the tag tag:yaml.org,2002:python/object:os.system is not supported; remove it")]
    [InlineData("a: !shell x", "job.yaml:1:4: the tag !shell is not supported; remove it")]
    [InlineData("[a]: b", "job.yaml:1:1: a key must be a text; quote it if it begins with [ or {")]
    [InlineData("a: b\u001b[2J",
        "job.yaml:1:5: the file has a control character that YAML does not allow; is this a text file?")]
    public void What_no_job_file_needs_is_refused(string text, string problem) =>
        Assert.Equal(problem, Read.Problem(text));

    [Theory]
    [InlineData("a: [b")]
    [InlineData("a: \"b")]
    [InlineData("a: b: c")]
    [InlineData("a: \"\\x\"")]
    [InlineData("a: \"\\UFFFFFFFF\"")]
    [InlineData("%YAML 9.9\n---\na: b")]
    public void What_is_no_YAML_is_told_with_its_place(string text) =>
        Assert.Matches(@"^job\.yaml:\d+:\d+: this is not YAML: ", Read.Problem(text));

    [Fact]
    public void A_list_longer_than_any_job_is_refused()
    {
        Assert.Contains("more than 200,000 items",
            Read.Problem("tasks: [" + string.Concat(Enumerable.Repeat("a,", 300_000)) + "]"), StringComparison.Ordinal);
        Assert.Contains("more than 10,000 keys",
            Read.Problem(string.Concat(Enumerable.Range(0, 20_000).Select(number => $"k{number}: 1\n"))),
                StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused_unread() =>
        Assert.Contains("the limit is 67,108,864", Read.Problem(new string('#', JobFileLimits.Characters + 1)),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    public void No_damage_to_a_file_makes_the_reader_throw(int seed)
    {
        const string Sound = "name: &n x\nenv: {A: \"b\\n\", 'c': d}\ntasks:\n  - id: a\n    command: |\n      echo ${task.id} `x` <<E\n"
            + "  - {id: b, needs: [a], matrix: {x: \"1..3\"}, exclude: [{x: 2}], command: [*n, \"${matrix.x}\"], retry: {max_attempts: 2}}\n";
        const string Spice = "\0\t\n\r []{}:,-?&*!|>'\"%@`#~\\$0a\u2028\ud800\uffff";
        var prng = new Prng((ulong)seed);
        for (var round = 0; round < 3000; round++)
        {
            var text = new StringBuilder(Sound);
            for (var change = prng.NextBelow(6); change >= 0; change--)
            {
                var at = (int)prng.NextBelow(text.Length);
                var letter = Spice[(int)prng.NextBelow(Spice.Length)];
                _ = prng.NextBelow(3) switch
                {
                    0 => text.Insert(at, letter),
                    1 => text.Remove(at, (int)Math.Min(text.Length - at - 1, prng.NextBelow(8))),
                    _ => text.Replace(text[at], letter, at, 1),
                };
            }

            var thrown = Record.Exception(() => JobFileReader.Read(text.ToString(), "job.yaml", Read.Context()));
            Assert.True(thrown is null, $"seed {seed}, round {round}: {thrown}\n{thrown?.StackTrace}\n{text}");
        }
    }
}

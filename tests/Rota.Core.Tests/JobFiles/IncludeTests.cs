using Rota.Core.Jobs;
using Rota.Core.Jobs.Naming;
using Rota.Core.Model;

namespace Rota.Core.Tests.JobFiles;

/// <summary>What <c>include</c> makes of a matrix, by the rules of GitHub Actions.</summary>
public sealed class IncludeTests
{
    /// <summary>The example of GitHub's own documentation, and what it says of it.</summary>
    [Fact]
    public void Each_mapping_extends_what_it_does_not_contradict_or_is_a_task_of_its_own() =>
        Assert.Equal(
            [
                "t[fruit=apple,animal=cat,color=pink,shape=circle]",
                "t[fruit=apple,animal=dog,color=green,shape=circle]",
                "t[fruit=pear,animal=cat,color=pink]",
                "t[fruit=pear,animal=dog,color=green]",
                "t[fruit=banana]",
                "t[fruit=banana,animal=cat]",
            ],
            Labels("""
                matrix:
                      fruit: [apple, pear]
                      animal: [cat, dog]
                      include:
                        - {color: green}
                        - {color: pink, animal: cat}
                        - {fruit: apple, shape: circle}
                        - {fruit: banana}
                        - {fruit: banana, animal: cat}
                """));

    [Fact]
    public void It_may_stand_beside_the_matrix_as_exclude_does() =>
        Assert.Equal(
            ["t[x=1,y=2]", "t[x=2,y=1]", "t[x=2,y=2,z=3]", "t[x=1,y=1]"],
            Labels("""
                matrix: {x: [1, 2], y: [1, 2]}
                    exclude: [{x: 1, y: 1}]
                    include: [{x: 2, y: 2, z: 3}, {x: 1, y: 1}]
                """));

    [Fact]
    public void A_matrix_of_nothing_else_is_a_list_of_tasks() =>
        Assert.Equal(["t[os=linux,arch=arm]", "t[os=mac]"],
            Labels("matrix: {include: [{os: linux, arch: arm}, {os: mac}]}"));

    [Fact]
    public void A_list_of_values_called_include_is_an_axis() =>
        Assert.Equal(["t[include=a]", "t[include=b]"], Labels("matrix: {include: [a, b]}"));

    [Fact]
    public void What_a_task_has_not_is_empty_in_its_command()
    {
        var task = Task("matrix: {x: [1, 2], include: [{x: 2, z: big}, {z: own}]}", "run x=${matrix.x} z=${matrix.z}");
        Assert.Equal(["1|own", "2|own"],
            Enumerable.Range(0, 2).Select(ordinal => $"{task.Expansion.Variable("matrix.x", ordinal)}|{task.Expansion.Variable("matrix.z", ordinal)}"));
        var other = Task("matrix: {x: [1, 2], include: [{x: 2, z: big}, {x: 3}]}", "run");
        Assert.Equal([("1", ""), ("2", "big"), ("3", "")],
            Enumerable.Range(0, 3).Select(ordinal => (other.Expansion.Variable("matrix.x", ordinal), other.Expansion.Variable("matrix.z", ordinal))));
        Assert.Equal([true, true, true], Enumerable.Range(0, 3).Select(ordinal => other.Expansion.HasParameter(0, ordinal)));
        Assert.Equal([false, true, false], Enumerable.Range(0, 3).Select(ordinal => other.Expansion.HasParameter(1, ordinal)));
    }

    [Theory]
    [InlineData("include: [{a: 1}]", "include goes with a matrix, and this task has none; add matrix or remove include")]
    [InlineData("array: 0-3, include: [{a: 1}]", "include goes with a matrix, not with array; remove it")]
    [InlineData("matrix: {x: [1]}, include: {a: 1}", "include must be a list of mappings, not a mapping; write include: [{axis: value, name: value}]")]
    [InlineData("matrix: {x: [1]}, include: [a]", "an item of include must be a mapping, not \"a\"; write {name: value}")]
    [InlineData("matrix: {x: [1]}, include: [{1a: 2}]", "a name of include cannot be \"1a\"; use letters, digits, - and _, beginning with a letter or _")]
    [InlineData("matrix: {x: [1], include: [{a: 1}]}, include: [{b: 1}]", "include stands in the matrix too; keep one of the two")]
    [InlineData("matrix: {x: [1]}, exclude: [{x: 1}]", "exclude leaves no task of the matrix; exclude less")]
    [InlineData("matrix: {}", "the matrix is empty; write matrix: {name: [value, value]}")]
    public void A_mistake_is_told(string body, string problem) =>
        Assert.EndsWith(problem, Read.TaskProblem("command: x, " + body), StringComparison.Ordinal);

    /// <summary>Against the rule written down as plainly as it can be, combination by combination.</summary>
    [Fact]
    public void Random_matrices_agree_with_the_rule_read_word_by_word()
    {
        for (var seed = 1UL; seed <= 300; seed++)
        {
            var random = new Prng(seed);
            var axes = Enumerable.Range(0, 1 + (int)random.NextBelow(3))
                .ToDictionary(axis => $"a{axis}", _ => Enumerable.Range(0, 1 + (int)random.NextBelow(3)).Select(value => $"{value}").ToArray());
            var excludes = Drawn(ref random, axes, (int)random.NextBelow(3), ofAxes: true);
            var includes = Drawn(ref random, axes, 1 + (int)random.NextBelow(5), ofAxes: false);
            if (Expected(axes, excludes, includes) is not { Count: > 0 } expected)
            {
                continue;
            }

            Assert.Equal(expected, Labels(
                $"matrix: {{{string.Join(", ", axes.Select(axis => $"{axis.Key}: [{string.Join(", ", axis.Value)}]"))}}}\n"
                + (excludes.Count > 0 ? $"    exclude: [{string.Join(", ", excludes.Select(Written))}]\n" : "")
                + $"    include: [{string.Join(", ", includes.Select(Written))}]"));
        }
    }

    private static List<string> Expected(
        Dictionary<string, string[]> axes, List<Dictionary<string, string>> excludes, List<Dictionary<string, string>> includes)
    {
        IEnumerable<Dictionary<string, string>> product = [[]];
        foreach (var (name, values) in axes)
        {
            product = product.SelectMany(one => values.Select(value => new Dictionary<string, string>(one) { [name] = value })).ToList();
        }

        var originals = product.Where(one => !excludes.Exists(exclude => exclude.All(pair => one[pair.Key] == pair.Value)))
            .Select(one => (Original: one, Whole: new Dictionary<string, string>(one))).ToList();
        var own = new List<Dictionary<string, string>>();
        foreach (var include in includes)
        {
            var fitting = originals.Where(one => include.All(pair => !one.Original.TryGetValue(pair.Key, out var value) || value == pair.Value)).ToList();
            fitting.ForEach(one => include.ToList().ForEach(pair => one.Whole[pair.Key] = pair.Value));
            if (fitting.Count == 0)
            {
                own.Add(include);
            }
        }

        var names = axes.Keys.Concat(includes.SelectMany(include => include.Keys)).Distinct().ToList();
        return [.. originals.Select(one => one.Whole).Concat(own).Select(task =>
            $"t[{string.Join(',', names.Where(task.ContainsKey).Select(name => $"{name}={task[name]}"))}]")];
    }

    private static List<Dictionary<string, string>> Drawn(ref Prng random, Dictionary<string, string[]> axes, int count, bool ofAxes)
    {
        var drawn = new List<Dictionary<string, string>>();
        while (drawn.Count < count)
        {
            var one = new Dictionary<string, string>();
            foreach (var (name, values) in axes)
            {
                if (random.NextBelow(2) == 0)
                {
                    one[name] = ofAxes || random.NextBelow(5) > 0 ? values[random.NextBelow(values.Length)] : "other";
                }
            }

            foreach (var name in ofAxes ? [] : (string[])["p", "q"])
            {
                if (random.NextBelow(2) == 0)
                {
                    one[name] = $"{random.NextBelow(3)}";
                }
            }

            if (one.Count > 0)
            {
                drawn.Add(one);
            }
        }

        return drawn;
    }

    private static string Written(Dictionary<string, string> one) =>
        $"{{{string.Join(", ", one.Select(pair => $"{pair.Key}: {pair.Value}"))}}}";

    private static TaskSpec Task(string entry, string command = "x") =>
        Read.Job($"tasks:\n  - id: t\n    command: [\"{command}\"]\n    {entry}\n").Tasks[0];

    private static string[] Labels(string entry)
    {
        var task = Task(entry);
        return [.. Enumerable.Range(0, task.Expansion.Count).Select(ordinal => TaskLabel.Of(task, ordinal))];
    }
}

using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Lists after <c>:::</c> and <c>::::</c>, several of them, and the placeholders of their values.</summary>
public sealed class ListTests
{
    [Fact]
    public void Several_lists_are_combined_the_last_one_fastest() => Lines(
        ["a x", "a y", "b x", "b y"], "echo {1} {2}", ":::", "a", "b", ":::", "x", "y");

    [Fact]
    public void A_list_can_come_from_a_file() => Lines(["one", "two words"], "echo {}", "::::", "FILE");

    [Fact]
    public void A_file_and_values_are_combined() => Lines(
        ["one-x", "one-y", "two words-x", "two words-y"], "echo {1}-{2}", "::::", "FILE", ":::", "x", "y");

    [Fact]
    public void Several_files_after_one_mark_are_one_list() => Lines(
        ["one", "two words", "one", "two words"], "echo {}", "::::", "FILE", "FILE");

    [Fact]
    public void All_values_of_a_combination_stand_where_no_number_is_given() =>
        Lines(["a/b.c x y|a/b x y|b.c x y"], "echo {}'|'{.}'|'{/}", ":::", "a/b.c", ":::", "x y");

    [Fact]
    public void Numbered_values_have_the_same_parts() => Lines(
        ["d/e.f g/h.i d/e h.i g h 1"], "echo {1} {2} {1.} {2/} {2//} {2/.} {#}", ":::", "d/e.f", ":::", "g/h.i");

    [Fact]
    public void A_command_without_placeholders_gets_the_values_at_its_end() => Lines(
        ["end a x", "end b x"], "echo end", ":::", "a", "b", ":::", "x");

    [Fact]
    public void An_argument_that_is_all_values_becomes_one_argument_for_each() => Using(rota =>
        Assert.Equal(["a b", "c"],
            rota.Run("run", "-k", "--", "printf", "%s\\n", "{}", ":::", "a b", ":::", "c").Exits(0).Lines));

    [Fact]
    public void Lines_of_standard_input_are_a_list() => Using(rota => Assert.Equal(["<1>", "<2 3>"],
        rota.StartProgram([], "/bin/sh", "-c",
            $"printf '1\\n2 3\\n' | {RotaBinary.Path} run -k 'echo \"<{{}}>\"' :::: -")
            .Wait().Exits(0).Lines));

    [Fact]
    public void An_empty_list_is_refused() => Using(rota =>
    {
        rota.Run("run", "echo {}", ":::").Exits(2).Says("nothing to run");
        rota.Run("run", "echo {}", "::::", rota.Write("empty", "\n")).Exits(2).Says("nothing to run");
        rota.Run("run", "echo {}", ":::", "a", ":::").Exits(2).Says("nothing to run");
    });

    [Fact]
    public void Two_sorts_of_lists_are_refused() => Using(rota =>
        rota.Run("run", "--array", "0-3", "echo {}", ":::", "a").Exits(2).Says("more than one list"));

    private static void Lines(string[] expected, params string[] words) => Using(rota =>
    {
        var file = rota.Write("list", "one\ntwo words\n");
        Assert.Equal(expected, rota.Run(["run", "-k",
            .. words.Select(word => word == "FILE" ? file : word)]).Exits(0).Lines);
    });

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}

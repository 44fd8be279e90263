namespace Rota.Cli.Verbs.Nodes.Demo;

/// <summary>What a person says to the demo.</summary>
/// <param name="cell">The cell.</param>
/// <param name="say">Tells of it.</param>
internal sealed class DemoWords(DemoCell cell, Action<string> say)
{
    /// <summary>What can be said.</summary>
    public const string Help =
        "kill NODE (its power fails), start NODE; freeze NODE (it hangs), thaw NODE; "
        + "cut NODE (no way to the home), mute NODE (it hears and is not heard), mend NODE; "
        + "status, tasks, quit";

    /// <summary>Does what a line says.</summary>
    /// <returns>Whether the demo goes on.</returns>
    public bool Do(string line)
    {
        switch (line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            case []:
                break;
            case ["quit" or "exit" or "q"]:
                return false;
            case ["status"]:
                Status();
                break;
            case ["tasks"]:
                say(cell.Look("tasks", "1", "--where", "state:running"));
                break;
            case [var verb, var name] when ActionOf(verb) is { } act:
                Act(verb, name, act);
                break;
            default:
                say(Help);
                break;
        }

        return true;
    }

    private static Action<DemoNode>? ActionOf(string verb) =>
        verb switch
        {
            "kill" => node => node.Kill(),
            "start" => node => node.Start(),
            "freeze" => node => node.Freeze(),
            "thaw" => node => node.Thaw(),
            "cut" => node => node.Cut(isToHomeOnly: false),
            "mute" => node => node.Cut(isToHomeOnly: true),
            "mend" => node => node.Mend(),
            _ => null,
        };

    private void Act(string verb, string name, Action<DemoNode> act)
    {
        if (cell.Nodes.FirstOrDefault(node => node.Name == name) is not { } node)
        {
            say($"there is no node {name}; there are {string.Join(", ", cell.Nodes.Select(one => one.Name))}");
            return;
        }

        act(node);
        say($"{verb} {name}: done; the home finds out by itself. See: status");
    }

    private void Status()
    {
        say(cell.Look("nodes"));
        say(cell.Look("ls"));
        foreach (var node in cell.Nodes.Where(node => node.Ill is not null))
        {
            say($"{node.Name} {node.Ill}");
        }
    }
}

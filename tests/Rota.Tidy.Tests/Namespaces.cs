using System.Text.RegularExpressions;

namespace Rota.Tidy.Tests;

/// <summary>
/// Which namespace of the product refers to which: by its using directives, which the build keeps to those that are
/// needed, and to the namespaces around its own by the names of their types.
/// </summary>
internal static partial class Namespaces
{
    /// <summary>Those that each refers to.</summary>
    public static IReadOnlyDictionary<string, HashSet<string>> References { get; } = Read();

    /// <summary>Groups of namespaces that can all be reached from each other.</summary>
    public static IEnumerable<string> Cycles()
    {
        var reached = References.Keys.ToDictionary(from => from, Reached, StringComparer.Ordinal);
        return References.Keys
            .Where(one => reached[one].Contains(one))
            .Select(one => string.Join(" <-> ", reached[one].Where(other => reached.GetValueOrDefault(other)?.Contains(one) == true).Order()))
            .Distinct();
    }

    private static HashSet<string> Reached(string from)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(References[from]);
        while (open.TryPop(out var next))
        {
            if (reached.Add(next) && References.TryGetValue(next, out var more))
            {
                foreach (var one in more)
                {
                    open.Push(one);
                }
            }
        }

        return reached;
    }

    private static Dictionary<string, HashSet<string>> Read()
    {
        var files = Tree.Sources.Select(file => Comment().Replace(Tree.Text(file), "")).Where(text => Own().IsMatch(text)).ToArray();
        var types = files
            .SelectMany(text => Declared().Matches(text).Select(type => (Space: SpaceOf(text), Name: type.Groups["type"].Value)))
            .ToLookup(type => type.Space, type => type.Name, StringComparer.Ordinal);
        var references = types.ToDictionary(space => space.Key, _ => new HashSet<string>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var text in files)
        {
            var own = SpaceOf(text);
            references[own].UnionWith(Used().Matches(text).Select(used => used.Groups["space"].Value).Where(references.ContainsKey));
            for (var around = Around(own); around.Length > 0; around = Around(around))
            {
                if (types[around].Any(type => Regex.IsMatch(text, $@"(?<![.\w]){type}(?=[\s.(<?,>)\[])(?!\s*(=>|\{{|=|,\s*\w+\s*=>))")))
                {
                    references[own].Add(around);
                }
            }
        }

        return references;
    }

    private static string SpaceOf(string text) => Own().Match(text).Groups["space"].Value;

    private static string Around(string space) => space.LastIndexOf('.') is > 0 and var dot ? space[..dot] : "";

    [GeneratedRegex(@"^namespace (?<space>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Own();

    [GeneratedRegex(@"^using (?:static )?(?<space>Rota[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex Used();

    [GeneratedRegex(@"^(?:[a-z]+ )+(?:class|struct|record|interface|enum) (?<type>\w+)", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"//.*|""[^""\n]*""")]
    private static partial Regex Comment();
}

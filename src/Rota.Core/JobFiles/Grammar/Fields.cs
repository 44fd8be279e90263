using Rota.Core.JobFiles.Yaml;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Grammar;

/// <summary>A mapping whose keys are known to be allowed.</summary>
internal sealed class Fields
{
    private readonly MappingNode mapping;

    private Fields(MappingNode mapping) => this.mapping = mapping;

    /// <summary>Where the mapping begins.</summary>
    public Place At => mapping.At;

    /// <summary>The entries, for keys that name things of the user's.</summary>
    public IEnumerable<(ScalarNode Key, Node Value)> Entries => mapping.Entries;

    /// <summary>The value of a key, or null where it is absent.</summary>
    public Node? this[string key] => mapping.Find(key) is { IsNull: false } value ? value : null;

    /// <summary>Takes a mapping, noting each key that it may not have and each that has no value.</summary>
    public static Fields? Of(Node node, KeySet keys, string what, ProblemList problems)
    {
        if (node is not MappingNode mapping)
        {
            problems.Add(
                node.At,
                $"{what} must be a mapping, not {node.Kind}",
                $"its keys are {string.Join(", ", keys.Keys)}"
            );
            return null;
        }

        foreach (var (key, value) in mapping.Entries)
        {
            if (!keys.Allows(key.Text))
            {
                problems.Add(
                    key.At,
                    $"unknown key \"{key.Text}\" in {what}",
                    Nearest.Of(key.Text, keys.Keys) is { } nearest
                        ? $"did you mean \"{nearest}\"?"
                        : $"its keys are {string.Join(", ", keys.Keys)}"
                );
            }
            else if (value.IsNull)
            {
                problems.Add(key.At, $"\"{key.Text}\" has no value", "give it one or remove the key");
            }
        }

        return new(mapping);
    }
}

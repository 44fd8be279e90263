using System.Collections.Immutable;
using System.Globalization;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Reading;

/// <summary>
/// Reads <c>params</c>: each has a type and a value, its default or the one given on the command line.
/// </summary>
internal static class ParamsReader
{
    private static readonly ImmutableArray<string> Types = ["string", "int", "float", "bool"];

    /// <summary>The values by name.</summary>
    public static ImmutableSortedDictionary<string, string> Read(Session session, Node? node)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var mapping = node as MappingNode;
        if (node is not null && mapping is null)
        {
            session.Problems.Add(
                node.At,
                $"params must be a mapping, not {node.Kind}",
                "write params: {name: default}"
            );
            return values.ToImmutable();
        }

        foreach (var (key, value) in mapping?.Entries ?? [])
        {
            if (!Names.IsName(key.Text))
            {
                session.Problems.Add(key.At, $"a parameter cannot be called \"{key.Text}\"", Names.Form);
            }
            else if (Value(session, key, value) is { } text)
            {
                values[key.Text] = text;
            }
        }

        CheckOverrides(session, mapping);
        return values.ToImmutable();
    }

    private static string? Value(Session session, ScalarNode key, Node node)
    {
        var given = session.Context.ParamOverrides.GetValueOrDefault(key.Text);
        if (node is ScalarNode { IsNull: false } shortForm)
        {
            var text = session.Values.Text(shortForm, $"the parameter {key.Text}");
            return Checked(session, key, given, TypeOf(shortForm)) ?? (given is null ? text : null);
        }

        if (Fields.Of(node, JobFileKeys.Param, $"the parameter {key.Text}", session.Problems) is not { } fields)
        {
            return null;
        }

        var type = fields["type"] is { } typeNode
            ? session.Values.Word(typeNode, "type", Types) is { } word
                ? Types[word]
                : null
            : "string";
        var standard = fields["default"] is { } defaultNode
            ? session.Values.Text(defaultNode, $"the default of {key.Text}")
            : null;
        if (type is not null && standard is not null && !Fits(standard, type))
        {
            session.Problems.Add(
                fields["default"]!.At,
                $"the default of {key.Text} is \"{standard}\", which is no {type}"
            );
        }

        if (given is null && fields["default"] is null)
        {
            session.Problems.Add(
                key.At,
                $"the parameter {key.Text} has no value",
                $"give it a default, or --param {key.Text}=VALUE"
            );
            // A value of any kind, so that its uses are not reported as well.
            return "";
        }

        return given is null ? standard : Checked(session, key, given, type ?? "string");
    }

    private static string? Checked(Session session, ScalarNode key, string? given, string type)
    {
        if (given is null)
        {
            return null;
        }

        if (!Fits(given, type))
        {
            session.Problems.Add(
                key.At,
                $"--param {key.Text}=\"{given}\" is no {type}",
                $"the parameter {key.Text} is declared here"
            );
        }
        else if (given.Contains('\0'))
        {
            session.Problems.Add(key.At, $"--param {key.Text} holds a NUL character, which no argument can hold");
        }

        return given;
    }

    private static void CheckOverrides(Session session, MappingNode? mapping)
    {
        var names = mapping?.Entries.Select(entry => entry.Key.Text).ToList() ?? [];
        foreach (var name in session.Context.ParamOverrides.Keys.Except(names).Order(StringComparer.Ordinal))
        {
            session.Problems.Add(
                mapping?.At ?? Place.Start,
                $"--param {name}: the job file has no such parameter",
                Nearest.Of(name, names) is { } nearest ? $"did you mean {nearest}?"
                    : names.Count > 0 ? $"it has {string.Join(", ", names)}"
                    : "declare it under params"
            );
        }
    }

    private static string TypeOf(ScalarNode node) =>
        !node.IsPlain ? "string"
        : Fits(node.Text, "int") ? "int"
        : Fits(node.Text, "float") ? "float"
        : Fits(node.Text, "bool") ? "bool"
        : "string";

    private static bool Fits(string text, string type) =>
        type switch
        {
            "int" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "float" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number),
            "bool" => text is "true" or "false",
            _ => true,
        };
}

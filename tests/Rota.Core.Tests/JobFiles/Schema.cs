using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Rota.Core.Tests.JobFiles;

/// <summary>
/// As much of JSON Schema 2020-12 as the schema of the job file uses. A keyword it does not know is a failure: a check
/// that passes over what it does not understand proves nothing.
/// </summary>
internal sealed class Schema(JsonNode root)
{
    /// <summary>What is wrong with a value, each with its path.</summary>
    public List<string> Check(JsonNode? value)
    {
        var problems = new List<string>();
        Check(root.AsObject(), value, "", problems);
        return problems;
    }

    private void Check(JsonNode schema, JsonNode? value, string at, List<string> problems)
    {
        foreach (var (keyword, rule) in schema.AsObject())
        {
            if (!Holds(keyword, rule!, schema.AsObject(), value, at, problems))
            {
                problems.Add($"{at}: {keyword} {rule!.ToJsonString()}, found {value?.ToJsonString() ?? "null"}");
            }
        }
    }

    private bool Holds(string keyword, JsonNode rule, JsonObject schema, JsonNode? value, string at,
        List<string> problems)
    {
        switch (keyword)
        {
            case "$schema" or "$defs" or "title" or "description" or "default":
                return true;
            case "$ref":
                Check(Find((string)rule!), value, at, problems);
                return true;
            case "type":
                return rule is JsonArray types ? types.Any(type => Is((string)type!, value)) : Is((string)rule!, value);
            case "const":
                return JsonNode.DeepEquals(rule, value);
            case "enum":
                return rule.AsArray().Any(choice => JsonNode.DeepEquals(choice, value));
            case "anyOf":
                return rule.AsArray().Any(choice => Matches(choice!, value));
            case "oneOf":
                return rule.AsArray().Count(choice => Matches(choice!, value)) == 1;
            default:
                return value switch
                {
                    JsonObject map => HoldsOf(keyword, rule, schema, map, at, problems),
                    JsonArray list => HoldsOf(keyword, rule, list, at, problems),
                    JsonValue scalar => HoldsOf(keyword, rule, scalar),
                    _ => true,
                };
        }
    }

    private bool HoldsOf(string keyword, JsonNode rule, JsonObject schema, JsonObject map, string at,
        List<string> problems)
    {
        switch (keyword)
        {
            case "required":
                return rule.AsArray().All(key => map.ContainsKey((string)key!));
            case "properties":
                foreach (var (key, inner) in map.Where(entry => rule.AsObject().ContainsKey(entry.Key)))
                {
                    Check(rule[key]!, inner, $"{at}.{key}", problems);
                }

                return true;
            case "patternProperties":
                foreach (var (pattern, inner) in rule.AsObject())
                {
                    map.Where(entry => Regex.IsMatch(entry.Key, pattern)).ToList()
                        .ForEach(entry => Check(inner!, entry.Value, $"{at}.{entry.Key}", problems));
                }

                return true;
            case "propertyNames":
                return map.All(entry => Matches(rule, JsonValue.Create(entry.Key)));
            case "additionalProperties":
                var others = map.Where(entry => schema["properties"]?[entry.Key] is null
                    && schema["patternProperties"]?.AsObject().Any(pattern =>
                        Regex.IsMatch(entry.Key, pattern.Key)) != true);
                return rule is JsonValue
                    ? (bool)rule || !others.Any()
                    : others.All(entry => Matches(rule, entry.Value));
            case "minProperties":
                return map.Count >= (int)rule;
            case "maxProperties":
                return map.Count <= (int)rule;
            default:
                return IsForOthers(keyword);
        }
    }

    private bool HoldsOf(string keyword, JsonNode rule, JsonArray list, string at, List<string> problems)
    {
        switch (keyword)
        {
            case "items":
                for (var item = 0; item < list.Count; item++)
                {
                    Check(rule, list[item], $"{at}[{item}]", problems);
                }

                return true;
            case "minItems":
                return list.Count >= (int)rule;
            case "maxItems":
                return list.Count <= (int)rule;
            default:
                return IsForOthers(keyword);
        }
    }

    private static bool HoldsOf(string keyword, JsonNode rule, JsonValue value)
    {
        var text = value.TryGetValue<string>(out var characters) ? characters : null;
        var number = value.TryGetValue<double>(out var parsed) ? parsed : (double?)null;
        return keyword switch
        {
            "minLength" => text is null || text.Length >= (int)rule,
            "maxLength" => text is null || text.Length <= (int)rule,
            "pattern" => text is null || Regex.IsMatch(text, (string)rule!),
            "minimum" => number is null || number >= (double)rule,
            "exclusiveMinimum" => number is null || number > (double)rule,
            "maximum" => number is null || number <= (double)rule,
            "multipleOf" => number is null || (decimal)number % (decimal)rule == 0,
            _ => IsForOthers(keyword),
        };
    }

    private bool Matches(JsonNode schema, JsonNode? value)
    {
        var problems = new List<string>();
        Check(schema, value, "", problems);
        return problems.Count == 0;
    }

    private JsonNode Find(string reference) => root["$defs"]![reference["#/$defs/".Length..]]!;

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("null", null) => true,
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) => true,
        ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => double.IsInteger(value!.GetValue<double>()),
        _ => false,
    };

    /// <summary>A rule for values of another type holds; one that nobody knows is a mistake of this class.</summary>
    private static bool IsForOthers(string keyword) => keyword is "required" or "properties" or "patternProperties"
        or "propertyNames" or "additionalProperties" or "minProperties" or "maxProperties" or "items" or "minItems"
        or "maxItems" or "minLength" or "maxLength" or "pattern" or "minimum" or "exclusiveMinimum" or "maximum"
        or "multipleOf" ? true : throw new NotSupportedException($"the keyword {keyword} is not known here");
}

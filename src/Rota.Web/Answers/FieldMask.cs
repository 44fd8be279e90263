using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rota.App.Problems;
using Rota.App.Views;

namespace Rota.Web.Answers;

/// <summary>
/// Which members of an answer somebody wants, as <c>fields=jobs.id,jobs.state</c>; of a list, of each of its rows. What
/// says how to read the answer on comes all the same (AIP-157).
/// </summary>
internal sealed class FieldMask
{
    /// <summary>The parameter that one stands in.</summary>
    public const string Name = "fields";

    private static readonly string[] Always = ["version", "next", "complete"];
    private readonly Dictionary<string, FieldMask> members = new(StringComparer.Ordinal);

    private bool isWhole;

    private FieldMask() { }

    /// <summary>Reads one.</summary>
    /// <param name="text">Names with commas between them; a dot leads into a member. Null for all there is.</param>
    /// <param name="type">What is answered.</param>
    /// <exception cref="ProblemException">There is no such member.</exception>
    public static FieldMask? Of(string? text, JsonTypeInfo type)
    {
        if (text is null)
        {
            return null;
        }

        var mask = new FieldMask();
        foreach (var path in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (at, of) = (mask, type);
            foreach (var name in path.Split('.'))
            {
                of = MemberOf(of, name);
                at = at.members.TryGetValue(name, out var known) ? known : at.members[name] = new FieldMask();
            }

            // All of it was asked for, whatever else was asked of its parts.
            at.isWhole = true;
        }

        if (mask.members.Count == 0)
        {
            throw new ProblemException(ProblemCodes.Usage, "fields names nothing", "write fields=NAME,NAME.NAME");
        }

        foreach (var name in Always)
        {
            mask.members[name] = new FieldMask { isWhole = true };
        }

        return mask;
    }

    /// <summary>What is left of an answer.</summary>
    public ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> content)
    {
        using var document = JsonDocument.Parse(content);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Json.Options))
        {
            Write(json, document.RootElement);
        }

        return buffer.WrittenMemory;
    }

    private void Write(Utf8JsonWriter json, JsonElement element)
    {
        if (isWhole || element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            element.WriteTo(json);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            json.WriteStartArray();
            foreach (var row in element.EnumerateArray())
            {
                Write(json, row);
            }

            json.WriteEndArray();
        }
        else
        {
            json.WriteStartObject();
            foreach (var member in element.EnumerateObject())
            {
                if (members.TryGetValue(member.Name, out var mask))
                {
                    json.WritePropertyName(member.Name);
                    mask.Write(json, member.Value);
                }
            }

            json.WriteEndObject();
        }
    }

    /// <summary>The type of a member; of a list, of a member of its rows.</summary>
    private static JsonTypeInfo MemberOf(JsonTypeInfo type, string name)
    {
        while (type is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } row })
        {
            type = type.Options.GetTypeInfo(row);
        }

        if (type is { Kind: JsonTypeInfoKind.Dictionary, ElementType: { } value })
        {
            return type.Options.GetTypeInfo(value);
        }

        var member =
            type.Properties.FirstOrDefault(one => one.Name == name)
            ?? throw UnknownName.Of("field", name, type.Properties.Select(one => one.Name));
        return type.Options.GetTypeInfo(member.PropertyType);
    }
}

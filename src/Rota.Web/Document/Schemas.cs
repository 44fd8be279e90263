using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Rota.Core.Model;

namespace Rota.Web.Document;

/// <summary>The JSON schemas of what is sent and answered, by name.</summary>
internal sealed class Schemas
{
    private static readonly JsonSchemaExporterOptions Options = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Name,
    };

    /// <summary>Those that were referred to.</summary>
    public JsonObject All { get; } = [];

    /// <summary>A reference to the schema of a type, which is there from now on.</summary>
    public JsonNode Reference(JsonTypeInfo type)
    {
        if (!All.ContainsKey(type.Type.Name))
        {
            All[type.Type.Name] = type.GetJsonSchemaAsNode(Options);
        }

        return Reference(type.Type.Name);
    }

    /// <summary>A reference to a schema.</summary>
    public static JsonNode Reference(string name) => new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };

    /// <summary>What a converter of ours writes is told by hand: nothing can be read off it.</summary>
    private static JsonNode Name(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var isNullable = type != context.TypeInfo.Type;
        return type == typeof(Instant) ? Text("date-time", isNullable)
            : type == typeof(TaskState) ? Text(null, isNullable)
            : type == typeof(JobState) ? Text(null, isNullable)
            : schema;
    }

    private static JsonObject Text(string? format, bool isNullable)
    {
        var text = new JsonObject { ["type"] = isNullable ? new JsonArray("string", "null") : (JsonNode)"string" };
        if (format is not null)
        {
            text["format"] = format;
        }

        return text;
    }
}

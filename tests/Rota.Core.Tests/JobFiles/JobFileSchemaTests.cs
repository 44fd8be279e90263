using System.Text.Json;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Grammar;

namespace Rota.Core.Tests.JobFiles;

public sealed class JobFileSchemaTests
{
    private static readonly JsonElement Definitions = JsonDocument.Parse(JobFileSchema.Text)
        .RootElement.GetProperty("$defs");

    public static TheoryData<string> Mappings => [.. JobFileKeys.All.Select(keys => keys.Definition)];

    [Theory]
    [MemberData(nameof(Mappings))]
    public void The_schema_has_exactly_the_keys_of_the_reader(string definition)
    {
        var keys = JobFileKeys.All.Single(set => set.Definition == definition);
        var schema = Definitions.GetProperty(definition);

        Assert.Equal(keys.Keys.Order(), schema.GetProperty("properties").EnumerateObject()
            .Select(property => property.Name).Order());
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
        Assert.Equal(keys.OpenPrefix is null ? [] : [$"^{keys.OpenPrefix}.+"],
            schema.TryGetProperty("patternProperties", out var patterns) ? patterns.EnumerateObject()
                .Select(pattern => pattern.Name) : []);
    }

    [Fact]
    public void The_reader_knows_every_mapping_of_the_schema() =>
        Assert.Equal(JobFileKeys.All.Select(keys => keys.Definition).Order(),
            Definitions.EnumerateObject().Where(definition => definition.Value.TryGetProperty("properties", out _))
                .Select(definition => definition.Name).Order());

    [Theory]
    [MemberData(nameof(Mappings))]
    public void Every_key_is_described(string definition)
    {
        var schema = Definitions.GetProperty(definition);
        Assert.True(schema.TryGetProperty("description", out _), definition);
        foreach (var property in schema.GetProperty("properties").EnumerateObject())
        {
            var target = property.Value.TryGetProperty("$ref", out var reference)
                ? Definitions.GetProperty(reference.GetString()!["#/$defs/".Length..]) : property.Value;
            Assert.True(property.Value.TryGetProperty("description", out _)
                || target.TryGetProperty("description", out _),
                $"{definition}.{property.Name}");
        }
    }
}

using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Rota.Instruments.Logs;

namespace Rota.Cli.Tests.Instruments;

/// <summary>People build alarms on events: their numbers and names are documented, and stay.</summary>
public sealed partial class EventListTests
{
    private static readonly LoggerMessageAttribute[] Events =
        [.. Methods().Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()!).OrderBy(one => one.EventId)];

    [Fact]
    public void The_document_lists_exactly_the_events_of_the_code()
    {
        var listed = Row().Matches(Document()).Select(row => (int.Parse(row.Groups["id"].Value), row.Groups["name"].Value, row.Groups["level"].Value));
        Assert.Equal(Events.Select(one => (one.EventId, one.EventName!, WordOf(one.Level))), listed);
    }

    [Fact]
    public void No_number_and_no_name_stands_for_two_events()
    {
        Assert.True(Events.Length > 30, "all events are found");
        Assert.Equal(Events.Length, Events.Select(one => one.EventId).Distinct().Count());
        Assert.Equal(Events.Length, Events.Select(one => one.EventName).Distinct().Count());
    }

    [Fact]
    public void No_field_of_an_event_takes_the_place_of_one_that_every_line_has()
    {
        var fields = Methods().SelectMany(method => method.GetParameters()).Select(parameter => parameter.Name!).ToArray();
        Assert.Empty(fields.Intersect(JsonForm.OwnNames));
        Assert.All(fields, name => Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), name));
    }

    [Fact]
    public void The_document_lists_exactly_the_instruments_of_the_code()
    {
        Assert.Equal(MeterTests.Instruments().Select(one => $"{one.Name} {one.Unit}").Order(),
            Instrument().Matches(Document()).Select(row => $"{row.Groups["name"].Value} {row.Groups["unit"].Value}").Order());
    }

    private static IEnumerable<MethodInfo> Methods() =>
        from name in (string[])["Rota.Instruments", "Rota.Runners", "Rota.Node", "Rota.Cell", "Rota.Delivery", "Rota.App", "Rota.Web"]
        from type in Assembly.Load(name).GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where method.IsDefined(typeof(LoggerMessageAttribute))
        select method;

    private static string WordOf(LogLevel level) =>
        level switch { LogLevel.Information => "info", _ => level.ToString().ToLowerInvariant() };

    private static string Document()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Rota.slnx")))
        {
            directory = directory.Parent;
        }

        return File.ReadAllText(Path.Combine(directory.FullName, "docs", "operations.md"));
    }

    [GeneratedRegex(@"^\| (?<id>\d{4}) \| `(?<name>[a-z.-]+)` \| (?<level>\w+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| `(?<name>rota\.[a-z._]+)` \| `(?<unit>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Instrument();
}

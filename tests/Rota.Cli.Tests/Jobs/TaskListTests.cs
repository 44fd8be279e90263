using System.Text;
using System.Text.Json;
using Rota.App.Jobs;
using Rota.Core.Jobs;
using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.Cli.Tests.Jobs;

/// <summary>Tasks as JSON: a million of them are never held, and no byte of a text is lost.</summary>
public sealed class TaskListTests
{
    private static readonly TaskSpec Part = new()
    {
        Id = "part",
        Command = new Command { Kind = CommandKind.Argv, Words = ["true"] },
        Expansion = new Expansion.Array([new NumberRange(0, 9)]),
    };

    [Fact]
    public void Rows_are_written_while_they_are_read()
    {
        using var output = new MemoryStream();
        var held = 0L;
        IEnumerable<TaskView> Rows()
        {
            for (var (row, size) = (0, 0L); row < 100_000; row++, size += 150)
            {
                held = Math.Max(held, size - output.Length);
                yield return Task(row);
            }
        }

        Json.Write(output, new TaskList(true, Rows()), JobJson.Default.TaskList);
        Assert.InRange(held, 0, 1 << 20);
        Assert.Equal(100_000, JsonDocument.Parse(output.ToArray()).RootElement.GetProperty("tasks").GetArrayLength());
    }

    [Fact]
    public void A_text_that_is_no_UTF_8_has_its_bytes_beside_it()
    {
        var json = Written(Task(0) with { Reason = ShownText.Of("é+\uDCE9"), ReasonBase64 = ShownText.Bytes("é+\uDCE9") });
        Assert.Contains("\"reason\":\"é+\\\\xe9\",\"reason_base64\":\"w6kr6Q==\",\"progress\":null,", json, StringComparison.Ordinal);
        Assert.DoesNotContain("base64", Written(Task(0)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_of_all_stands_behind_the_tasks() =>
        Assert.Equal(
            """{"version":1,"served":null,"tasks":[{"task":"part","index":7,"state":"oom_killed","attempt":1,"node":null"""
            + ""","started":"1970-01-01T00:00:01.000000Z","ended":null,"seconds":null,"exit_code":null,"signal":9,"reason":null,"progress":null"""
            + ""","label":"part[7]","params":{}}],"next":null,"complete":true,"index":null,"note":"nobody","job":0}"""
            + "\n", Written(Task(7) with { Source = (new JobId(42), Part, 7), Started = new Instant(1_000_000), Signal = 9 }));

    [Fact]
    public void Parameters_are_an_object_with_their_bytes_beside_it()
    {
        var train = Part with { Expansion = new Expansion.Table(["lr", "file"], [["0.1", "x\udce9"]]) };
        Assert.Contains(
            """"label":"part[lr=0.1,file=x\\xe9]","params":{"lr":"0.1","file":"x\\xe9"},"params_base64":{"file":"eOk="}}"""",
            Written(Task(0) with { Source = (new JobId(42), train, 0) }),
            StringComparison.Ordinal);
    }

    private static TaskView Task(int index) => new()
    {
        Task = "part",
        Index = index,
        State = TaskState.OomKilled,
        Attempt = 1,
        Source = (new JobId(42), Part, index % 10),
    };

    private static string Written(TaskView task)
    {
        using var output = new MemoryStream();
        Json.Write(output, new TaskList(null, [task]) { Note = "nobody" }, JobJson.Default.TaskList);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}

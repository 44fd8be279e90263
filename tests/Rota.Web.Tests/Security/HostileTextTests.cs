using System.Net;
using System.Text.Json;
using Rota.App.Access;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Store.Turns;

namespace Rota.Web.Tests.Security;

/// <summary>Names, labels, reasons and filters come from anybody: in every answer they are text, and nothing else.</summary>
public sealed class HostileTextTests : IDisposable
{
    private readonly ServedState state = new();

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Payloads.All.Count)];

    [Fact]
    public void There_are_fifty_of_them() => Assert.True(Payloads.All.Distinct().Count() >= 50);

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_payload_comes_back_as_the_text_that_it_is_in_every_field_that_shows_it(int number)
    {
        var payload = Payloads.All[number];
        var file = JsonSerializer.Serialize(new
        {
            name = "job",
            tags = new Dictionary<string, string> { ["label"] = payload },
            tasks = new[] { new { id = "a", command = new[] { "echo", payload }, env = new Dictionary<string, string> { ["V"] = payload } } },
        });
        var (status, made, _) = await state.Ask("POST", "/v1/jobs", JsonSerializer.Serialize(new { file, file_name = payload }), ("Rota-Why", "x"));
        if (status != HttpStatusCode.Created)
        {
            // A job file takes less than JSON does: what it refuses is told, and that as text too.
            Assert.Equal((HttpStatusCode)422, status);
            IsText(made, payload);
            return;
        }

        var (_, job, answer) = await state.Ask("GET", $"/v1/jobs/{made.GetProperty("id")}");
        Assert.Equal(payload, job.GetProperty("job").GetProperty("tags").GetProperty("label").GetString());
        IsJson(answer);
        foreach (var path in (string[])["/v1/jobs", "/v1/overview", "/v1/jobs/1/tasks", "/v1/jobs/1/failures", "/v1/tasks/1.a/explanation", "/v1/audit"])
        {
            var (_, body, shown) = await state.Ask("GET", path);
            IsJson(shown);
            IsText(body, payload);
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_payload_where_a_name_or_a_filter_is_meant_is_answered_as_text(int number)
    {
        var payload = Uri.EscapeDataString(Payloads.All[number]);
        foreach (var path in (string[])[$"/v1/jobs/{payload}", $"/v1/tasks/{payload}/logs", $"/v1/queues/{payload}", $"/v1/schedules/{payload}", $"/v1/names/{payload}/runs", $"/v1/operations/{payload}", $"/v1/problems/{payload}", $"/v1/jobs?filter={payload}", $"/v1/audit?filter={payload}", $"/v1/jobs?page_token={payload}", $"/v1/jobs?tag={payload}", $"/{payload}", $"/v1/jobs?{payload}=1"])
        {
            var (status, _, answer) = await state.Ask("GET", path);
            Assert.True((int)status < 500, $"{path}: {status}");
            if (answer.Content.Headers.ContentLength is not 0 || status != HttpStatusCode.BadRequest)
            {
                // What is no path at all is refused without a word.
                IsJson(answer);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_payload_is_one_label_of_one_line_of_the_metrics_and_one_line_of_the_audit(int number)
    {
        var payload = Payloads.All[number];
        using (var submissions = state.Site.By(StateToken.Caller.AsAuthor(payload, payload)).Open().Submissions())
        {
            submissions.Submit(Spec(), null, isWanted: true, new Instant(1));
            submissions.Ask(new JobId(1), new Request.Queue(payload), new Instant(1));
        }

        using (var queues = state.Site.Open().Queues())
        {
            queues.Pause(payload, isPaused: true);
        }

        var text = await state.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        var lines = text.Split('\n').Where(line => line.StartsWith("rota_queue_paused{", StringComparison.Ordinal) && !line.Contains("\"default\"", StringComparison.Ordinal)).ToArray();
        Assert.Matches("""^rota_queue_paused\{queue="([^"\\\n]|\\.)*"\} 1$""", Assert.Single(lines));
        var (_, audit, _) = await state.Ask("GET", "/v1/audit");
        IsText(audit, payload);
        Assert.All(Plain.Line(payload), character => Assert.False(char.IsControl(character) || character is '\u2028' or '\u2029' or '\u202E' or '\u2066'));
    }

    [Fact]
    public async Task A_line_of_ten_megabytes_and_bytes_that_are_no_text_are_answered_as_they_are_or_refused()
    {
        var (status, _, _) = await state.Ask("POST", "/v1/jobs", $"name: {new string('x', 10 << 20)}\n");
        Assert.Equal((HttpStatusCode)422, status);
        using var content = new ByteArrayContent([.. "name: "u8, 0xFF, 0xFE, 0x0A]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/yaml");
        using var answer = await state.Client.PostAsync("/v1/jobs", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("not-utf-8", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public void Dispose() => state.Dispose();

    private static Core.Jobs.JobSpec Spec() => new()
    {
        Name = "job",
        Directory = "/",
        Policies = [new Core.Jobs.TaskPolicy()],
        Tasks = [new Core.Jobs.TaskSpec { Id = "a", Command = new Core.Jobs.Command { Kind = Core.Jobs.CommandKind.Argv, Words = ["true"] }, Expansion = new Core.Jobs.Expansion.One() }],
    };

    /// <summary>A browser takes it for nothing but data.</summary>
    private static void IsJson(HttpResponseMessage answer)
    {
        Assert.Matches("^(application/json|application/problem\\+json|text/plain)", answer.Content.Headers.ContentType?.ToString() ?? "application/json");
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    /// <summary>No string of an answer that is JSON has a control character in it that is not of the payload's own.</summary>
    private static void IsText(JsonElement body, string payload)
    {
        switch (body.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in body.EnumerateObject())
                {
                    IsText(member.Value, payload);
                }

                break;
            case JsonValueKind.Array:
                foreach (var element in body.EnumerateArray())
                {
                    IsText(element, payload);
                }

                break;
            case JsonValueKind.String:
                Assert.All(body.GetString()!, character => Assert.True(!char.IsControl(character) || payload.Contains(character) || character == '\n'));
                break;
        }
    }
}

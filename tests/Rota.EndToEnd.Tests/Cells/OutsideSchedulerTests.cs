using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Cells;

/// <summary>Schedulers outside of Rota say where tasks run, by the API and with a token for nothing else.</summary>
public sealed class OutsideSchedulerTests : IDisposable
{
    private readonly TestCell cell = new("-j", "1");
    private readonly string token;

    public OutsideSchedulerTests()
    {
        cell.Join("a");
        token = cell.Home.Run("token", "create", "outside", "--scope", "place").Exits(0).Out.Trim();
    }

    public void Dispose() => cell.Dispose();

    [Fact]
    public void Two_schedulers_place_a_job_between_them_and_each_task_runs_once()
    {
        Submit(8, "true");
        Assert.All(cell.Home.TasksOf(), task => Assert.Equal("ready", task.State));
        Assert.Contains("rota place 1.sh.3 NODE", cell.Home.Run("explain", "1.sh.3").Exits(0).Out, StringComparison.Ordinal);
        var answers = new List<string>[] { [], [] };
        Thread[] schedulers = [.. answers.Select(mine => new Thread(() => Place(mine)))];
        Array.ForEach(schedulers, scheduler => scheduler.Start());
        cell.Home.Run("wait", "1").Exits(0);
        Array.ForEach(schedulers, scheduler => scheduler.Join());
        Assert.Equal(8, cell.Home.Effects.Count);
        Assert.Equal(8, answers.Sum(mine => mine.Count(answer => answer == "accepted")));
        Assert.All(cell.Home.TasksOf(), task => Assert.Equal(("succeeded", 1), (task.State, task.Attempt)));
    }

    [Fact]
    public void A_claim_is_answered_once_for_a_key_and_refused_with_numbers_or_a_reason()
    {
        Submit(6, "while [ ! -e go ]; do sleep 0.05; done");
        var first = Claim("1.sh.2", "a", "key-1");
        Assert.Equal("accepted", Text(first, "answer"));
        var again = Claim("1.sh.2", "a", "key-1");
        Assert.Equal(("duplicate", "accepted", first.GetProperty("claim").GetInt64()), (Text(again, "answer"), Text(again, "first"), again.GetProperty("claim").GetInt64()));
        var late = Claim("1.sh.2", Environment.MachineName, null);
        Assert.Equal(("refused", "taken", "attempt 1 on a"), (Text(late, "answer"), Code(late), Text(late.GetProperty("refusal"), "holder")));
        Assert.Equal("accepted", Text(Claim("1.sh.0", "a", null), "answer"));
        Assert.Equal("accepted", Text(Claim("1.sh.1", "a", null), "answer"));
        var full = Claim("1.sh.3", "a", null).GetProperty("refusal");
        Assert.Equal(("no-room", "slots", 1, 0), (Text(full, "code"), Text(full, "of"), full.GetProperty("asked").GetInt32(), full.GetProperty("free").GetInt32()));
        Assert.Equal("no-such-node", Code(Claim("1.sh.3", "z", null)));
        cell.Home.Run("submit", "--requires", "zone=z", "--array", "0-1", "--", "true").Exits(0);
        Assert.Equal("not-external", Code(Claim("2.true.1", "a", null)));
        Assert.Equal("accepted", Text(Get($"/v1/claims/{first.GetProperty("claim").GetInt64()}"), "answer"));
        Assert.Equal("key-taken", Text(Claim("1.sh.3", "a", "key-1"), "code"));
        Assert.Equal("not-allowed", Text(Get("/v1/jobs"), "code"));
        cell.Home.Write("go", "");
        cell.Home.Run("cancel", "1").Exits(0);
    }

    [Fact]
    public void A_person_places_by_hand_sees_before_what_would_become_of_it_and_the_audit_tells()
    {
        Submit(2, "true");
        Assert.Contains("would start on a", cell.Home.Run("place", "1.sh.1", "a", "--plan").Exits(0).Error, StringComparison.Ordinal);
        Assert.Contains("no node z", cell.Home.Run("place", "1.sh.1", "z", "--plan").Exits(6).Error, StringComparison.Ordinal);
        Assert.Contains("1.sh.1 runs on a", cell.Home.Run("place", "1.sh.1", "a", "--why", "it is warm there").Exits(0).Error, StringComparison.Ordinal);
        Assert.Contains("refused (", cell.Home.Run("place", "1.sh.1", "a").Exits(6).Error, StringComparison.Ordinal);
        cell.Home.Run("place", "1.sh.0", Environment.MachineName).Exits(0);
        cell.Home.Run("wait", "1").Exits(0);
        Assert.Equal($"{Environment.MachineName} a", string.Join(" ", cell.NodesOf()));
        Assert.Contains("job.claim", cell.Home.Run("audit").Exits(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_node_refuses_by_its_own_book_is_the_answer_to_the_claim()
    {
        cell.Home.Run("down").Exits(0);
        cell.Home.Environment["ROTA_PLANTED_BUG"] = "generous-book";
        cell.Up();
        Until.True(() => Directory.Exists(Path.Combine(cell.Home.State, "doors")) && Directory.GetFiles(Path.Combine(cell.Home.State, "doors")).Length > 0, "the node is back");
        Submit(4, "while [ ! -e go ]; do sleep 0.05; done");
        for (var task = 0; task < 3; task++)
        {
            Assert.Equal("accepted", Text(Claim($"1.sh.{task}", "a", null), "answer"));
        }

        var refusal = Claim("1.sh.3", "a", null).GetProperty("refusal");
        Assert.Equal(("no-room", "slots", 1, 0), (Text(refusal, "code"), Text(refusal, "of"), refusal.GetProperty("asked").GetInt32(), refusal.GetProperty("free").GetInt32()));
        Assert.Contains("held by attempt", Text(refusal, "holder"), StringComparison.Ordinal);
        cell.Home.Write("go", "");
        cell.Home.Run("cancel", "1").Exits(0);
    }

    private void Submit(int tasks, string command) =>
        cell.Home.Run("submit", "--placement", "external", "--array", $"0-{tasks - 1}", "--", "sh", "-c", $"{cell.Home.Effects.Command}{command}").Exits(0);

    /// <summary>A small scheduler: the first task that waits goes to the node with the most free slots.</summary>
    private void Place(List<string> answers)
    {
        while (Get("/v1/offers") is var offers && cell.Home.TasksOf().Any(task => task.State != "succeeded"))
        {
            var node = offers.GetProperty("nodes").EnumerateArray().MaxBy(one => one.GetProperty("free").GetProperty("slots").GetInt64());
            foreach (var task in offers.GetProperty("tasks").EnumerateArray().Take(1))
            {
                answers.Add(Text(Claim(Text(task, "task"), Text(node, "node"), null), "answer"));
            }
        }
    }

    private static string Code(JsonElement answer) => Text(answer.GetProperty("refusal"), "code");

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private JsonElement Get(string path) => Curl($"http://localhost{path}");

    private JsonElement Claim(string task, string node, string? key) =>
        Curl("http://localhost/v1/claims", "-H", "content-type: application/json", "-H", $"idempotency-key: {key ?? Guid.NewGuid().ToString()}", "-d", $$"""{"task":"{{task}}","node":"{{node}}"}""");

    /// <summary>As a script would ask.</summary>
    private JsonElement Curl(params string[] words)
    {
        using var curl = cell.Home.StartProgram([], "curl", ["-sS", "--unix-socket", Path.Combine(cell.Home.State, "api.sock"), "-H", $"authorization: Bearer {token}", .. words]);
        return curl.Wait().Exits(0).Json;
    }
}

using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>What the manual says of <c>--output json</c>: one object with a version, from every verb.</summary>
public sealed class JsonTests : IDisposable
{
    /// <summary>The result of these is text of the tasks, or a document of its own form.</summary>
    private static readonly string[] Texts = ["logs", "schema", "completion"];

    /// <summary>These serve until they are ended.</summary>
    private static readonly string[] Serving = ["runner", "node"];

    /// <summary>These are called by tasks.</summary>
    private static readonly string[] InTasks = ["report-result"];

    /// <summary>These need a server of their own: Homes/PostgresTests.</summary>
    private static readonly string[] OnServers = ["home"];

    private static readonly string[] Commands =
    [
        "run -- true", "run --plan -- true", "submit -- true", "submit --key k -- true", "plan job.yaml", "ls", "ls --tags team=vision",
        "status 1", "tasks 1", "tasks 1 --only failed", "failures 1", "explain 1.true", "offers 1", "rerun 1 --all --plan", "rerun 1 --all", "rerun 1 --all --detach",
        "resume --plan", "cancel 2 --plan", "pause 2 --plan", "priority 2 --to 3 --plan", "cancel 2", "pause 3", "priority 3 --to 3", "parallel 3 --to 2 --plan", "parallel 3 --to 2", "wait 1", "history true",
        "set 3 --priority 4 --plan", "set 3 --priority 4", "hold 3.true --plan", "hold 3.true", "release 3.true", "seff 1", "top",
        "submit --open --name growing echo {} ::: a", "add growing ::: b --plan", "add growing ::: b", "seal growing --plan", "seal growing",
        "submit job.yaml", "edit job --file job.yaml --plan", "edit job --file job.yaml --yes",
        "wait 3 --timeout 1ms", "queue", "queue ls", "queue set q --concurrency 3", "queue pause q", "queue resume q", "queue rm q",
        "budget set / slots=9", "budget set /a slots=1", "budget grant /a slots=1 --for 1h --plan", "budget grant /a slots=1 --for 1h", "budget lend /a / slots=1", "budget", "budget show --all",
        "budget recall 1", "budget recall 2", "budget rm /a", "budget rm /", "budget history",
        "schedule add daily.yaml", "schedule ls", "schedule next daily", "schedule pause daily --plan", "schedule pause daily", "schedule resume daily", "schedule run daily",
        "schedule rm daily", "import list.log --format joblog", "import list.log --format joblog --plan", "check", "doctor", "export 1",
        "report 1 -o page.html", "backup copy.tar", "restore copy.tar new", "prune 1 --plan", "prune 1", "prune --older-than 300d",
        "notify ls", "notify deliveries", "service status", "token create ci --scope read", "token ls", "audit", "audit verify", "operations ls",
        "slots plan --workers 5 --cost 10ms --cycle 10s --runners 5", "simulate slots --runners 2 --cycle 1s --cost 1ms",
        "simulate policy --nodes 10 --tasks 1000", "simulate system --seeds 1", "up --detach", "dashboard --no-open", "slots --once", "down", "resume 3",
        "cell init --name test --listen 127.0.0.1:7421", "cell token", "cell label disk=ssd", "nodes",
    ];

    private readonly RotaState rota = new();

    [Fact]
    public void Every_verb_answers_programs_with_one_object_that_has_a_version()
    {
        rota.Write("job.yaml", "tags: {team: vision}\ntasks: [{command: \"true\"}]\n");
        rota.Write("daily.yaml", "schedule: {cron: \"@daily\"}\ntasks: [{command: \"true\"}]\n");
        rota.Write("list.log", "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n1\t:\t1\t1\t0\t0\t0\t0\ttrue\n");
        rota.Run("run", "--", "true").Exits(0);
        rota.Run("submit", "--", "true").Exits(0);
        rota.Run("submit", "--", "true").Exits(0);
        foreach (var command in Commands)
        {
            var answer = rota.Json(command.Split(' '));
            Assert.True(IsObjectWithVersion(answer.Out), $"rota {command}: {answer}");
        }

        var known = Verbs.Of(rota.Run("--help"));
        Assert.Empty(known.Except(Commands.Select(command => command.Split(' ')[0])).Except(Texts).Except(Serving).Except(InTasks).Except(OnServers));
    }

    private static bool IsObjectWithVersion(string text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement.GetProperty("version").GetInt32() == 1;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    public void Dispose() => rota.Dispose();
}
